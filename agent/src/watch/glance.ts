import type { BigIntStats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Fingerprint, fingerprintFrom } from './fingerprint.ts'

export type EntryKind = 'file' | 'folder' | 'link' | 'pipe' | 'other'

/** One look at a name in the watched folder. */
export interface Glance {
  name: string
  kind: EntryKind
  fingerprint: Fingerprint
  /** The same for one file under every name it had; null where the disk does not tell. */
  origin: string | null
}

/** `gone`: there is no such name. `unknown`: the disk or the share did not say. */
export type Look = Glance | 'gone' | 'unknown'

/** Enough to keep a network share busy, and few enough to leave the disk to others. */
const LOOKS_AT_ONCE = 32

/** Looks at many names, in their order. */
export async function glancesAt(paths: readonly string[]): Promise<Look[]> {
  const looks: Look[] = []
  for (let from = 0; from < paths.length; from += LOOKS_AT_ONCE) {
    looks.push(...(await Promise.all(paths.slice(from, from + LOOKS_AT_ONCE).map(glanceAt))))
  }
  return looks
}

export async function glanceAt(path: string): Promise<Look> {
  try {
    const stats = await lstat(path, { bigint: true })
    const fingerprint = fingerprintFrom(stats)
    return { name: basename(path), kind: kindOf(stats), fingerprint, origin: originOf(stats) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown'
  }
}

// A deleted file's number is given to the next one at once, so its birth belongs to it.
const originOf = ({ dev, ino, birthtimeNs }: BigIntStats) =>
  birthtimeNs > 0n ? `${dev}:${ino}:${birthtimeNs}` : null

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  if (stats.isSymbolicLink()) return 'link'
  return stats.isFIFO() ? 'pipe' : 'other'
}
