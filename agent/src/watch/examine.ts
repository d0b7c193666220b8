import type { Core } from '../core.ts'
import { type FileStamp, hashFile, isSameStamp, stampOf } from '../journal/file-stamp.ts'
import { type FileRow, stampOfRow } from '../journal/rows.ts'
import { decodesWholly } from '../media/probe/deep-check.ts'
import { endingOf } from './container.ts'
import { type EarlyHash, isUntouched } from './early-hashes.ts'

export type Exam =
  /** What was read is what had been quiet, from the first byte to the last. */
  | { kind: 'content'; sha256: string }
  | { kind: 'broken'; reason: string }
  /** It may not be read, or not to its end; that may pass. */
  | { kind: 'unreadable'; reason: string }
  /** Somebody changed it meanwhile: it starts again. */
  | { kind: 'changed' }
  /** It does not say where it ends, so it has to be quiet for much longer. */
  | { kind: 'too_soon' }

export interface ExamOptions {
  signal: AbortSignal
  hasLongBeenQuiet: boolean
  /** What was read of it while it was not known yet whether it rests. */
  early: () => Promise<EarlyHash | null>
}

/** Opens, scans and hashes a quiet file; its container and both looks at it have to agree. */
export async function examineFile(core: Core, row: FileRow, on: ExamOptions): Promise<Exam> {
  const before = await stampOf(row.path)
  if (!before || !isSameStamp(before, stampOfRow(row))) return { kind: 'changed' }
  const ending = await endingOf(row.path).catch(() => null)
  if (!ending) return { kind: 'unreadable', reason: 'The file cannot be opened for reading.' }
  if (ending.kind === 'broken') return ending
  if (ending.kind === 'endless' && !on.hasLongBeenQuiet) return { kind: 'too_soon' }
  if (ending.kind !== 'whole') {
    const reason = await decodesWholly(await core.tools(), row.path, on.signal)
    if (reason) return { kind: 'broken', reason }
  }
  return (await hashedEarly(row.path, before, on)) ?? hashed(row.path, before, on.signal)
}

/** Only if nothing moved since before its first byte was read, not even its change time. */
async function hashedEarly(path: string, before: FileStamp, on: ExamOptions) {
  const early = await on.early()
  on.signal.throwIfAborted()
  const now = early && (await stampOf(path))
  if (!now || !isUntouched(now, early.stamp) || !isUntouched(now, before)) return null
  return { kind: 'content', sha256: early.sha256 } as const
}

async function hashed(path: string, before: FileStamp, signal: AbortSignal): Promise<Exam> {
  const sha256 = await hashFile(path, signal).catch(() => null)
  signal.throwIfAborted()
  if (!sha256) return { kind: 'unreadable', reason: 'The file cannot be read to its end.' }
  const after = await stampOf(path)
  if (!after || !isSameStamp(after, before)) return { kind: 'changed' }
  if (after.ctimeMs === before.ctimeMs) return { kind: 'content', sha256 }
  // New rights or a second name, or a write that set the time back: the bytes themselves tell.
  const again = await hashFile(path, signal).catch(() => null)
  signal.throwIfAborted()
  return again === sha256 ? { kind: 'content', sha256 } : { kind: 'changed' }
}
