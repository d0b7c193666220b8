import type { Context } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { HOUR_MS } from '../lib/time.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import type { MailData, MailKind } from '../mail/mail-kinds.ts'
import { listRecipients } from './recipients.queries.ts'
import { lockTelling, type Window } from './tell.queries.ts'

export type Telling = Pick<Context, 'db' | 'now' | 'vault' | 'log'>

/** News that is gathered and told to a workspace in one mail, at most hourly. */
export interface Digest<K extends MailKind> {
  kind: K
  /** News that is younger may not be all of it yet. */
  gatherMs: number
  due(ctx: Telling, window: Window): Promise<string[]>
  /** Marks a workspace's news as told; null when nothing of it is news still. */
  take(ctx: Telling, workspaceId: string): Promise<MailData<K> | null>
}

const PAUSE_MS = HOUR_MS

/** Mails each workspace its news. One that cannot be told is left, and holds up no other. */
export async function tellHourly<K extends MailKind>(ctx: Telling, it: Digest<K>): Promise<void> {
  const at = ctx.now().getTime()
  const window = { before: new Date(at - it.gatherMs), since: new Date(at - PAUSE_MS) }
  for (const workspaceId of await it.due(ctx, window)) {
    await inTx(ctx, async tx => {
      if (!(await lockTelling(tx.db, workspaceId))) return
      // Asked again under the lock: another process may just have told it.
      const due = await it.due(tx, { ...window, workspaceId })
      if (due.length > 0) await tell(tx, it, workspaceId)
    }).catch(error => {
      ctx.log.error('news could not be told', { workspaceId, kind: it.kind, reason: String(error) })
    })
  }
}

async function tell<K extends MailKind>(ctx: Telling, it: Digest<K>, workspaceId: string) {
  const data = await it.take(ctx, workspaceId)
  if (data === null) return
  for (const to of await listRecipients(ctx.db, workspaceId, it.kind)) {
    await enqueueMail(ctx.db, ctx.vault, {
      personId: to.personId,
      workspaceId,
      kind: it.kind,
      onceKey: `${it.kind} ${workspaceId} ${ctx.now().toISOString()} ${to.personId}`,
      to: to.email,
      data,
    })
  }
}
