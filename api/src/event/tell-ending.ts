import { CONNECT_AGAIN_DAYS, Platform } from '../../contract/index.ts'
import { DAY_MS } from '../lib/time.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import { listEnding } from './ending.queries.ts'
import { listRecipients } from './recipients.queries.ts'
import type { Telling } from './tell-hourly.ts'

/**
 * Mails, once for each access, that it ends within days and has to be given again. One that cannot
 * be told is left until the next time, and holds up no other.
 */
export async function tellEnding(ctx: Telling, signal: AbortSignal): Promise<void> {
  const from = ctx.now()
  const to = new Date(from.getTime() + CONNECT_AGAIN_DAYS * DAY_MS)
  for (const ending of await listEnding(ctx.db, { from, to })) {
    if (signal.aborted) return
    await tell(ctx, ending).catch(error => {
      const { workspace_id: workspaceId } = ending
      const kind = 'connection_ending'
      ctx.log.error('news could not be told', { workspaceId, kind, reason: String(error) })
    })
  }
}

type Ending = Awaited<ReturnType<typeof listEnding>>[number]

async function tell(ctx: Telling, ending: Ending): Promise<void> {
  const { workspace_id: workspaceId, connection_id: id, label } = ending
  const at = ending.access_expires_at.toISOString()
  for (const person of await listRecipients(ctx.db, workspaceId, 'connection_ending')) {
    await enqueueMail(ctx.db, ctx.vault, {
      ...{ personId: person.personId, workspaceId, kind: 'connection_ending' },
      ...{ onceKey: `ending ${id} ${at} ${person.personId}`, to: person.email },
      data: { platform: Platform.parse(ending.platform), label, at },
    })
  }
}
