import { EVENTS, type EventData } from '../../contract/index.ts'
import { MINUTE_MS } from '../lib/time.ts'
import type { MailedFailure } from '../mail/mail-kinds.ts'
import { takeFailures, workspacesToTell } from './tell.queries.ts'
import { type Telling, tellHourly } from './tell-hourly.ts'

/** A video goes to several platforms within a few minutes; what fails together is told together. */
const GATHER_MS = 2 * MINUTE_MS
const MOST_LISTED = 20

/** Mails each workspace what could not be published: a whole folder that fails is one mail. */
export const tellFailures = (ctx: Telling): Promise<void> =>
  tellHourly(ctx, {
    kind: 'publication_failed',
    gatherMs: GATHER_MS,
    due: ({ db }, window) => workspacesToTell(db, window),
    async take({ db, now }, workspaceId) {
      const taken = await takeFailures(db, workspaceId, now())
      const all = taken.flatMap(data => EVENTS['publication.failed'].safeParse(data).data ?? [])
      if (all.length === 0) return null
      const failures = all.slice(0, MOST_LISTED).map(mailed)
      return { failures, more: all.length - failures.length }
    },
  })

const mailed = (failure: EventData<'publication.failed'>): MailedFailure => {
  const { fileName, platform, label, code, reason, whoCanFix } = failure
  return { fileName, platform, label, code, reason, whoCanFix }
}
