import { PLATFORMS, type Platform } from '../../../api/contract/index.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

export const PLATFORM_NAMES = PLATFORMS
export type PlatformName = Platform
export const LINE_NAMES = [...PLATFORM_NAMES, 'api'] as const
export type LineName = (typeof LINE_NAMES)[number]

export type Lines = Record<LineName, FaultProxy>

const NOWHERE = { host: '127.0.0.1', port: 1 }

/**
 * A gigabit. Without a bound the systems of one machine keep tens of megabytes for a connection
 * that no real line ever has under way, and a program that is killed takes them with it.
 */
const BYTES_PER_SECOND = 125_000_000

/** One line to each server; its address stays when the server comes back at another. */
export async function openLines(seed: number): Promise<Lines> {
  const fast = { target: NOWHERE, bytesPerSecond: BYTES_PER_SECOND }
  const open = (offset: number) => startFaultProxy({ ...fast, seed: seed + offset })
  const lines = await Promise.all(
    LINE_NAMES.map(async (name, index) => [name, await open(index + 1)] as const),
  )
  // Safe cast: one line for each name.
  return Object.fromEntries(lines) as Lines
}

export const eachLine = (lines: Lines) => LINE_NAMES.map(name => lines[name])

export const sandboxOrigins = (lines: Lines) =>
  PLATFORM_NAMES.map(name => `${name}=${lines[name].origin}`).join(',')

export function leadTo(line: FaultProxy, origin: string): void {
  line.retarget({ host: '127.0.0.1', port: Number(new URL(origin).port) })
}
