import { extname } from 'node:path'
import { type Fingerprint, isSameFingerprint } from './fingerprint.ts'

export type EntryKind = 'file' | 'folder' | 'link' | 'pipe' | 'other'

/** One look at a name in the watched folder. */
export interface Glance {
  name: string
  kind: EntryKind
  fingerprint: Fingerprint
}

/** Since when this name has looked exactly like this. */
export interface Stillness {
  fingerprint: Fingerprint
  sinceMs: number
}

export interface SettleRules {
  quietMs: number
  extensions: readonly string[]
  /** Named by the creator on the command line, so any extension is meant. */
  isRequested: boolean
}

export type Verdict =
  /** Not ours to speak about: hidden files and the system's own litter. */
  | { kind: 'ignore' }
  /** Cannot become a video as it is; the reason is shown. */
  | { kind: 'hold'; reason: string }
  /** Still changing, or not watched for long enough. */
  | { kind: 'wait'; untilMs: number }
  /** Quiet: worth opening, scanning and hashing. */
  | { kind: 'quiet' }

const LITTER = /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i
const TEMPORARY =
  /(\.(part|partial|crdownload|download|tmp|temp|filepart|opdownload|!ut|aria2)|~)$|^[.~]syncthing[.~]/i

/** Decides from looks alone whether a name is finished; opens and reads nothing. */
export function settle(
  seen: { glance: Glance; still: Stillness | undefined; nowMs: number },
  rules: SettleRules,
): Verdict {
  const { glance, still, nowMs } = seen
  const unfit = whyUnfit(glance, rules)
  if (unfit) return unfit
  if (!still || !isSameFingerprint(still.fingerprint, glance.fingerprint)) {
    return { kind: 'wait', untilMs: nowMs + rules.quietMs }
  }
  const untilMs = still.sinceMs + rules.quietMs
  if (nowMs < untilMs) return { kind: 'wait', untilMs }
  return glance.fingerprint.sizeBytes === 0
    ? { kind: 'hold', reason: 'The file is empty.' }
    : { kind: 'quiet' }
}

function whyUnfit({ name, kind }: Glance, rules: SettleRules): Verdict | null {
  const isTemporary = TEMPORARY.test(name)
  if (!isTemporary && LITTER.test(name) && !rules.isRequested) return { kind: 'ignore' }
  if (isTemporary) {
    return {
      kind: 'hold',
      reason: 'Another program is still writing it; its name is a temporary one.',
    }
  }
  if (kind !== 'file') return { kind: 'hold', reason: KINDS[kind] }
  const extension = extname(name).toLowerCase()
  if (!rules.isRequested && !rules.extensions.includes(extension)) {
    return { kind: 'hold', reason: `Files ending in "${extension}" are not watched.` }
  }
  return null
}

const KINDS: Record<Exclude<EntryKind, 'file'>, string> = {
  folder: 'This is a folder; only files directly in the watched folder are published.',
  link: 'This is a link; put the file itself here.',
  pipe: 'This is a pipe, not a video file.',
  other: 'This is not a regular file.',
}
