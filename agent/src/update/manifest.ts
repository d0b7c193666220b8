import { z } from 'zod'
import { DAY_MS } from '../lib/durations.ts'
import { opened } from './envelope.ts'

const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.]{1,40})?$/
/** No core is near this; a list that says so is a mistake, or wants a full disk. */
const MOST_BYTES = 400e6

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Size = z.number().int().positive().max(MOST_BYTES)
const Version = z.string().regex(VERSION)

const Download = z.object({
  url: z.url(),
  sizeBytes: Size,
  sha256: Sha256,
  /** Absent: what is loaded is the program itself. */
  compression: z.literal('zstd').optional(),
  /** The program, unpacked. */
  program: z.object({ sizeBytes: Size, sha256: Sha256 }),
})
export type Download = z.infer<typeof Download>

export const Manifest = z.object({
  product: z.literal('content-agent'),
  version: Version,
  releasedAt: z.iso.datetime(),
  /** Nobody believes it afterwards, so that an old list cannot be shown for ever. */
  expiresAt: z.iso.datetime(),
  /** The oldest version that may become this one in one step. */
  minimumVersion: Version,
  targets: z.record(z.string(), Download),
})
export type Manifest = z.infer<typeof Manifest>

/** The list of versions that one of our keys has signed; null for anything else. */
export function signedManifest(text: string, keys: readonly string[]): Manifest | null {
  const payload = opened(text, keys)
  if (!payload) return null
  return Manifest.parse(JSON.parse(new TextDecoder().decode(payload)))
}

export interface Standing {
  running: string
  /** The highest version that a signed list has named here. */
  highestSeen: string | null
  target: string
  nowMs: number
}

export type Verdict =
  | { kind: 'current' }
  | { kind: 'newer'; download: Download }
  | { kind: 'refused'; reason: string }

const refused = (reason: string): Verdict => ({ kind: 'refused', reason })

/** What a signed list means for the version that runs. */
export function judge(manifest: Manifest, standing: Standing): Verdict {
  const { version, expiresAt, releasedAt, minimumVersion, targets } = manifest
  const { running, highestSeen, target, nowMs } = standing
  if (nowMs > Date.parse(expiresAt)) {
    const day = expiresAt.slice(0, 10)
    return refused(`The list of versions expired on ${day}: it is old, or this clock is wrong.`)
  }
  if (Date.parse(releasedAt) > nowMs + DAY_MS) {
    return refused(`The list of versions is of ${releasedAt.slice(0, 10)}: this clock is wrong.`)
  }
  if (highestSeen && isOlder(version, highestSeen)) {
    return refused(`The list names ${version}, though ${highestSeen} was out before: no way back.`)
  }
  if (isOlder(version, running)) {
    return refused(`The list names ${version}, and ${running} runs here: no way back.`)
  }
  if (version === running) return { kind: 'current' }
  if (isOlder(running, minimumVersion)) {
    return refused(`${running} is too old to become ${version} by itself: install that by hand.`)
  }
  const download = targets[target]
  return download
    ? { kind: 'newer', download }
    : refused(`Version ${version} is not made for this system (${target}).`)
}

export const isOlder = (a: string, b: string) => Bun.semver.order(a, b) < 0
