import { dirname } from 'node:path'
import type { WatchFolder } from '../config.ts'
import type { Core } from '../core.ts'
import type { KnownFile } from '../journal/rows.ts'
import { isProcessed } from './folders.ts'
import { type Intake, slicesOf } from './intake.ts'
import { listFolder } from './listing.ts'

export interface Swept {
  /** Every folder whose files count, so that its events can be followed. */
  folders: string[]
}

/**
 * Looks at every name there is, and at every name that was there: what no event told of is found
 * here. Links are not followed; a folder that cannot be read is said, and what lies in it is kept.
 */
export async function sweep(
  core: Core,
  intake: Intake,
  roots: readonly WatchFolder[],
): Promise<Swept> {
  const known = new Map(core.journal.knownFiles().map(row => [row.path, row]))
  const seen = new Set<string>()
  const queue = new Set(roots.map(it => it.path))
  const unread = new Set<string>()
  for (const folder of queue) {
    if (isProcessed(core.config, folder)) continue
    const listing = await listFolder(folder)
    if (listing.kind === 'unreadable') {
      unread.add(folder)
      seen.add(folder)
      intake.holdUnreachable(folder, whyUnreadable(listing.code))
      continue
    }
    for (const path of listing.strange) intake.holdUnreachable(path, NO_TEXT)
    for (const path of [...listing.paths, ...listing.strange]) seen.add(path)
    for (const slice of slicesOf(listing.paths)) {
      for (const entered of await intake.lookAt(slice, known)) queue.add(entered)
    }
    // It could not be read before, or was held while the rules were others.
    if (known.has(folder)) intake.vanish(folder)
  }
  const left = [...known.values()].filter(row => !seen.has(row.path) && !queue.has(row.path))
  const paths = left.filter(row => isExpected(row, { queue, unread })).map(row => row.path)
  for (const slice of slicesOf(paths)) await intake.lookAt(slice, known)
  return { folders: [...queue].filter(folder => !unread.has(folder)) }
}

/** Would it have been seen, if it were still there? Or did somebody name it? */
function isExpected(
  { path, is_requested }: KnownFile,
  { queue, unread }: { queue: ReadonlySet<string>; unread: ReadonlySet<string> },
): boolean {
  if (is_requested === 1) return true
  for (let at = dirname(path), below = path; at !== below; below = at, at = dirname(at)) {
    if (unread.has(at)) return false
    if (queue.has(at)) return true
  }
  return false
}

const NO_TEXT = 'The name of this file is no text that can be read; please rename it.'

const whyUnreadable = (code: string) =>
  code === 'ENOENT'
    ? 'This folder is not there. It is watched again as soon as it is.'
    : `This folder cannot be read (${code}); what is in it waits until it can.`
