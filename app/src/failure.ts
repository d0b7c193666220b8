import type { DashboardFailure } from '@content/api/contract'
import { TRPCClientError } from '@trpc/client'
import { api } from './api.ts'

const MOST_TOLD = 5
const MOST_PLACES = 30
const told = new Set<string>()

/** Tells the server where our code failed, each place once and a few in all. */
export async function tellFailure(error: unknown, origin: string): Promise<void> {
  const failure = failureOf(error, origin)
  const key = JSON.stringify(failure)
  if (!failure || told.has(key) || told.size >= MOST_TOLD) return
  told.add(key)
  // Whoever has no server now has other worries, and is told of them.
  await api.dashboard.failed.mutate(failure).catch(() => undefined)
}

/**
 * What may be told of an error: its kind and places in our own files. Null where none of it is
 * ours: what a server answered is known there, and a browser's extensions are not our business.
 */
export function failureOf(error: unknown, origin: string): DashboardFailure | null {
  if (!(error instanceof Error) || error instanceof TRPCClientError) return null
  const { name, message, stack = '' } = error
  // A message can be written like a stack, and is not to be taken for one.
  const lines = stack.replace(message, '').split('\n')
  const places = lines.flatMap(line => placeOf(line, origin) ?? []).slice(0, MOST_PLACES)
  if (places.length === 0) return null
  return { kind: /^[A-Za-z][\w$]{0,60}$/.test(name) ? name : 'Error', places }
}

/** As Chromium writes a line (`at call (url:1:2)`), or Firefox and Safari (`call@url:1:2`). */
function placeOf(line: string, origin: string): DashboardFailure['places'][number] | null {
  const [, before = '', path = '', row, column] =
    /^(.*?)[(@ ]?(https?:\/\/[^\s()]+?):(\d+):(\d+)\)?$/.exec(line.trim()) ?? []
  const file = path.startsWith(`${origin}/`) ? path.slice(origin.length + 1) : ''
  if (!/^assets\/[\w.-]{1,120}\.js$/.test(file)) return null
  const call = before.replace(/^at\b/, '').trim()
  return {
    call: /^(async )?[\w$.<>#]{1,80}$/.test(call) ? call : '?',
    ...{ file, line: Number(row), column: Number(column) },
  }
}
