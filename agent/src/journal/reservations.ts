import type { Journal } from './journal.ts'
import type { PublicationRow } from './rows.ts'

/**
 * Does this journal remember that an upload was begun? Bytes were sent only by one that does: a
 * session is written down together with what it is for, before the first byte.
 */
export const remembersUpload = ({ stage, session_sha256, restarts }: PublicationRow): boolean =>
  session_sha256 !== null || restarts > 0 || (stage !== null && stage !== 'beginning')

/**
 * What is reserved and was never begun is reserved anew after a start. This may be an older copy of
 * the journal, put back after the disk died, and only the server knows what was sent since.
 */
export function reserveAnew({ db }: Pick<Journal, 'db'>): void {
  db.run(
    `update publication set state = 'ready', stage = null
     where state in ('reserved', 'uploading', 'confirming') and session_sha256 is null
       and restarts = 0 and (stage is null or stage = 'beginning')`,
  )
}
