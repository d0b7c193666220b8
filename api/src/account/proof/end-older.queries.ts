import type { Db } from '@content/db'
import type { Actor } from '../../context.ts'
import { deleteLinks } from '../link/link.queries.ts'
import { deleteTotp } from '../second-factor/second-factor.queries.ts'
import { deleteBrowsers } from '../session/browser.queries.ts'
import { deleteKeysOf, deleteSessions } from '../session/session.queries.ts'

/** The sign-in that goes on; null when nobody is signed in. */
export type Asker = Extract<Actor, { kind: 'session' | 'jwt' }> | null

interface Ending {
  personId: string
  now: Date
  asker: Asker
  /** Whether somebody had shown before that this mailbox is theirs. */
  wasProven: boolean
}

/**
 * Ends whatever opened an account before its mailbox was proven, for somebody may have signed up
 * with an address that is not theirs, and wait for its owner. A second factor from after an earlier
 * proof is the owner's own: it stays, or the mailbox alone would open what two factors guard.
 */
export async function endOlder(db: Db, { personId, now, asker, wasProven }: Ending): Promise<void> {
  await deleteLinks(db, personId, ['verify', 'reset', 'email'])
  await deleteSessions(db, personId, { now, asker })
  await deleteBrowsers(db, personId)
  await deleteKeysOf(db, personId)
  if (!wasProven) await deleteTotp(db, personId)
}
