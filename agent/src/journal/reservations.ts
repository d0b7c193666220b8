import type { Journal } from './journal.ts'
import type { PublicationRow } from './rows.ts'

/**
 * Does this journal remember that an upload was begun? Bytes were sent only by one that does: a
 * session is written down together with what it is for, before the first byte.
 */
export const remembersUpload = ({ stage, session_sha256, restarts }: PublicationRow): boolean =>
  session_sha256 !== null || restarts > 0 || (stage !== null && stage !== 'beginning')

/** Is it this journal's own, with nothing of it begun as far as this journal knows? */
export const isOnlyReserved = (row: PublicationRow): boolean =>
  HELD.includes(row.state) && !remembersUpload(row)

const HELD: readonly PublicationRow['state'][] = ['reserved', 'uploading', 'confirming']

/**
 * What is reserved and was never begun is reserved anew after a start. This may be an older copy of
 * the journal, put back after the disk died, and only the server knows what was sent since.
 */
export function reserveAnew(journal: Journal): void {
  const anew = journal.openPublications().filter(isOnlyReserved)
  if (anew.length === 0) return
  journal.atomically(() => {
    for (const { id } of anew) journal.changePublication(id, { state: 'ready', stage: null })
  })
}
