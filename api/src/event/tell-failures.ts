import { EVENTS, type EventData } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { HOUR_MS, MINUTE_MS } from '../lib/time.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import type { MailedFailure } from '../mail/mail-kinds.ts'
import { listRecipients } from './recipients.queries.ts'
import { lockTelling, takeFailures, workspacesToTell } from './tell.queries.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'vault' | 'log'>

/** A video goes to several platforms within a few minutes; what fails together is told together. */
const GATHER_MS = 2 * MINUTE_MS
/** A creator whose whole folder fails gets one mail an hour, not one for each file. */
const PAUSE_MS = HOUR_MS
const MOST_LISTED = 20

/** Mails each workspace what could not be published, all of it in one mail, at most hourly. */
export async function tellFailures(ctx: Ctx): Promise<void> {
  const at = ctx.now().getTime()
  const window = { before: new Date(at - GATHER_MS), since: new Date(at - PAUSE_MS) }
  for (const workspaceId of await workspacesToTell(ctx.db, window)) {
    await tellOnce(ctx, workspaceId, window).catch(error => {
      // Left for the next run, and no reason to tell the others nothing.
      ctx.log.error('failures could not be told', { workspaceId, reason: String(error) })
    })
  }
}

type Window = Parameters<typeof workspacesToTell>[1]

function tellOnce(ctx: Ctx, workspaceId: string, window: Window): Promise<void> {
  return inTx(ctx, async tx => {
    if (!(await lockTelling(tx.db, workspaceId))) return
    // Asked again under the lock: another process may just have told them.
    const isDue = (await workspacesToTell(tx.db, window)).includes(workspaceId)
    if (isDue) await tell(tx, workspaceId)
  })
}

async function tell(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.now()
  const taken = await takeFailures(ctx.db, workspaceId, now)
  const all = taken.flatMap(data => EVENTS['publication.failed'].safeParse(data).data ?? [])
  if (all.length === 0) return
  const failures = all.slice(0, MOST_LISTED).map(mailed)
  for (const to of await listRecipients(ctx.db, workspaceId, 'publication_failed')) {
    await enqueueMail(ctx.db, ctx.vault, {
      personId: to.personId,
      workspaceId,
      kind: 'publication_failed',
      onceKey: `failures ${workspaceId} ${now.toISOString()} ${to.personId}`,
      to: to.email,
      data: { failures, more: all.length - failures.length },
    })
  }
}

const mailed = (failure: EventData<'publication.failed'>): MailedFailure => {
  const { fileName, platform, label, code, reason, whoCanFix } = failure
  return { fileName, platform, label, code, reason, whoCanFix }
}
