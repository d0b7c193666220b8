import { type BigIntStats, lstatSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type FileStamp, stampFrom } from '../journal/file-stamp.ts'

export type EntryKind = 'file' | 'folder' | 'link' | 'pipe' | 'other'

/** One look at a name in the watched folder. */
export interface Glance {
  name: string
  kind: EntryKind
  stamp: FileStamp
  /** When the file was made, in nanoseconds; 0 where the disk does not tell. */
  bornNs: bigint
}

/** `gone`: there is no such name. `unknown`: the disk or the share did not say. */
export type Look = Glance | 'gone' | 'unknown'

/** Enough to keep a network share busy, and few enough to leave the disk to others. */
const LOOKS_AT_ONCE = 32
/** A disk that answers so many looks in this time may be asked without a thread for each. */
const QUICK_MS = 10

/** Looks at many names, in their order. */
export async function glancesAt(paths: readonly string[]): Promise<Look[]> {
  const looks: Look[] = []
  let isQuick = false
  for (let from = 0; from < paths.length; from += LOOKS_AT_ONCE) {
    const some = paths.slice(from, from + LOOKS_AT_ONCE)
    const beganAt = performance.now()
    looks.push(...(isQuick ? some.map(glanceNow) : await Promise.all(some.map(glanceAt))))
    isQuick = performance.now() - beganAt < QUICK_MS
  }
  return looks
}

const glanceAt = (path: string) =>
  lstat(path, { bigint: true }).then(stats => glanceFrom(path, stats), lookWithout)

function glanceNow(path: string): Look {
  try {
    return glanceFrom(path, lstatSync(path, { bigint: true }))
  } catch (error) {
    return lookWithout(error)
  }
}

function glanceFrom(path: string, stats: BigIntStats): Glance {
  const { birthtimeNs: bornNs } = stats
  return { name: basename(path), kind: kindOf(stats), stamp: stampFrom(stats), bornNs }
}

function lookWithout(error: unknown): Look {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown'
}

/** The same for one file under every name it had; null where the disk does not tell. */
export function originOf({ bornNs, stamp }: Glance): string | null {
  // A deleted file's number is given to the next one at once, so its birth belongs to it.
  return bornNs > 0n ? `${stamp.ino}:${bornNs}` : null
}

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  if (stats.isSymbolicLink()) return 'link'
  return stats.isFIFO() ? 'pipe' : 'other'
}
