import { extname } from 'node:path'
import { type FileStamp, isSameStamp } from '../journal/file-stamp.ts'
import type { EntryKind, Glance } from './glance.ts'
import { HELD_NAMES, meaningOf } from './ignore.ts'
import { otherVersionOf, wayFor } from './other-version.ts'

/** Since when this name has looked exactly like this, on a clock that nobody sets. */
export interface Stillness {
  stamp: FileStamp
  sinceMs: number
}

export interface SettleRules {
  quietMs: number
  extensions: readonly string[]
  /** Named by the creator on the command line, so any extension is meant. */
  isRequested: boolean
}

export type Unfit =
  /** Not ours to speak about: hidden files and the system's own litter. */
  | { kind: 'ignore' }
  /** Cannot become a video under this name; the reason is shown. */
  | { kind: 'hold'; reason: string; code?: 'other_version' }

export type Verdict =
  | Unfit
  /** Still changing, or not watched for long enough. */
  | { kind: 'wait'; untilMs: number }
  /** Quiet: worth opening, scanning and hashing. */
  | { kind: 'quiet' }

export interface Seen {
  glance: Glance
  still: Stillness | undefined
  nowMs: number
  /** Its writer had it under a temporary name before. */
  wasRenamed?: boolean
}

/** What a writer that renames or copies with its times may still do in the next moment. */
const RESTED_QUIET_MS = 250

/** Decides from looks alone whether a name is finished; opens and reads nothing. */
export function settle(seen: Seen, rules: SettleRules): Verdict {
  const { glance, still, nowMs } = seen
  const unfit = whyUnfit(glance, rules)
  if (unfit) return unfit
  const quietMs = quietFor(seen, rules)
  if (!still || !isSameStamp(still.stamp, glance.stamp)) {
    return { kind: 'wait', untilMs: nowMs + quietMs }
  }
  const untilMs = still.sinceMs + quietMs
  if (nowMs < untilMs) return { kind: 'wait', untilMs }
  return glance.stamp.sizeBytes === 0
    ? { kind: 'hold', reason: 'The file is empty.' }
    : { kind: 'quiet' }
}

/** Why a name cannot become a video, whatever is in it; null when it may. */
export function whyUnfit({ name, kind }: Glance, rules: SettleRules): Unfit | null {
  const meaning = meaningOf(name)
  if (meaning === 'litter' && !rules.isRequested) return { kind: 'ignore' }
  if (meaning && meaning !== 'litter') return { kind: 'hold', reason: HELD_NAMES[meaning] }
  if (!rules.isRequested && otherVersionOf(name)?.kind === 'conflict') {
    return { kind: 'hold', reason: `${TWO_VERSIONS} ${wayFor(name)}`, code: 'other_version' }
  }
  if (kind !== 'file') return { kind: 'hold', reason: KINDS[kind] }
  const extension = extname(name).toLowerCase()
  if (!rules.isRequested && !rules.extensions.includes(extension)) {
    return { kind: 'hold', reason: notWatched(extension, rules.extensions) }
  }
  return null
}

const TWO_VERSIONS =
  'A program that keeps folders alike gave it this name, because there are two versions of it.'

const notWatched = (extension: string, watched: readonly string[]) =>
  extension === ''
    ? 'Files without an ending such as .mp4 are not watched.'
    : `Files ending in "${extension}" are not watched. ` +
      `To watch them: content config video_extensions ${[...watched, extension].join(',')}`

/**
 * Both times were set by the clock of the file's own disk. Put here that long after its last
 * write, it was as quiet as it would have been under our eyes.
 */
function quietFor({ glance, wasRenamed }: Seen, { quietMs }: SettleRules): number {
  const { ctimeMs, mtimeMs } = glance.stamp
  const hasRested = ctimeMs !== undefined && ctimeMs - mtimeMs >= quietMs
  return hasRested || wasRenamed ? Math.min(quietMs, RESTED_QUIET_MS) : quietMs
}

const KINDS: Record<Exclude<EntryKind, 'file'>, string> = {
  folder: 'This is a folder; only files directly in the watched folder are published.',
  link: 'This is a link; put the file itself here.',
  pipe: 'This is a pipe, not a video file.',
  other: 'This is not a regular file.',
}
