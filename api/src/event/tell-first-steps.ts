import { DAY_MS } from '../lib/time.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import { type Beginner, listBeginners } from './first-steps.queries.ts'
import { listRecipients } from './recipients.queries.ts'
import type { Telling } from './tell-hourly.ts'

/** On which days after somebody signed up; when the last of them is over, we are silent. */
const DAYS = [1, 3, 6]
const OVER_MS = 7 * DAY_MS

/**
 * Mails whoever began and has published nothing yet what comes next, once for each of a few days of
 * the first week. One that cannot be told holds up no other.
 */
export async function tellFirstSteps(ctx: Telling, signal: AbortSignal): Promise<void> {
  const at = ctx.now().getTime()
  const span = { from: new Date(at - OVER_MS), to: new Date(at - DAY_MS) }
  for (const beginner of await listBeginners(ctx.db, span)) {
    if (signal.aborted) return
    await tell(ctx, beginner).catch(error => {
      const { workspaceId } = beginner
      const kind = 'first_steps'
      ctx.log.error('news could not be told', { workspaceId, kind, reason: String(error) })
    })
  }
}

async function tell(ctx: Telling, { workspaceId, ownerId, signedUpAt, hasChannel }: Beginner) {
  const age = (ctx.now().getTime() - signedUpAt.getTime()) / DAY_MS
  const day = DAYS.findLast(it => it <= age)
  const recipients = await listRecipients(ctx.db, workspaceId, 'first_steps')
  const owner = recipients.find(it => it.personId === ownerId)
  if (!owner) return
  await enqueueMail(ctx.db, ctx.vault, {
    ...{ personId: ownerId, workspaceId, kind: 'first_steps', to: owner.email },
    onceKey: `first_steps ${day} ${workspaceId} ${ownerId}`,
    data: { next: hasChannel ? 'video' : 'channel' },
  })
}
