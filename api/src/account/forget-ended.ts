import type { Context } from '../context.ts'
import { deleteEndedLinks } from './link/link.queries.ts'
import { deleteOldTries } from './proof/guess.queries.ts'
import { deleteOldBrowsers } from './session/browser.queries.ts'
import { deleteEndedSessions } from './session/session.queries.ts'

/** Forgets what can open nothing any more: sessions, mailed links, browsers and counted tries. */
export async function forgetEnded({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  await deleteEndedSessions(db, now())
  await deleteEndedLinks(db, now())
  await deleteOldBrowsers(db, now())
  await deleteOldTries(db, now())
}
