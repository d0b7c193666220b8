import type { Db } from '@content/db'
import { sql } from 'kysely'
import { inTurn } from '../lib/fair-queue/in-turn.ts'

export interface ClaimedDelivery {
  workspace_id: string
  delivery_id: string
  webhook_id: string
  body: string
  /** Which try this is; whoever settles must still be the last who tried. */
  attempts: number
  url: string
  sealed_secret: string
  sealed_older_secret: string | null
  older_until: Date | null
}

export interface Claiming {
  now: Date
  until: Date
  /** Whose turn was last; the next workspace after it comes first. */
  after: string
  /** Addresses and workspaces that are being called as often as they may be at once. */
  busy: { webhooks: string[]; workspaces: string[] }
}

/** Takes a delivery that is due, of the next workspace in turn; nobody else has it by `until`. */
export async function claimDelivery(
  db: Db,
  { now, until, after, busy }: Claiming,
): Promise<ClaimedDelivery | null> {
  const { rows } = await sql<ClaimedDelivery>`
    ${inTurn({
      after,
      next: last => sql`
        select workspace_id as tenant from webhook_delivery
        where state = 'waiting' and workspace_id > ${last}
          and workspace_id <> all(${busy.workspaces}::uuid[])
        order by workspace_id limit 1`,
      first: tenant => sql`
        select d.delivery_id from webhook_delivery d
        join webhook w on w.workspace_id = d.workspace_id and w.webhook_id = d.webhook_id
        where d.workspace_id = ${tenant} and d.state = 'waiting'
          and d.next_at <= ${now}::timestamptz and w.is_on
          and d.webhook_id <> all(${busy.webhooks}::uuid[])
        order by d.next_at limit 1
        for update of d skip locked`,
    })}
    update webhook_delivery d
    set attempts = d.attempts + 1, next_at = ${until}::timestamptz
    from found, webhook w
    where d.workspace_id = found.tenant and d.delivery_id = found.id
      and w.workspace_id = d.workspace_id and w.webhook_id = d.webhook_id
    returning d.workspace_id, d.delivery_id, d.webhook_id, d.body, d.attempts,
      w.url, w.sealed_secret, w.sealed_older_secret, w.older_until`.execute(db)
  return rows[0] ?? null
}

export interface DeliveryChange {
  state: 'waiting' | 'delivered' | 'given_up'
  status: number | null
  reason: string | null
  /** The next try, while it is waiting. */
  nextAt?: Date
  now: Date
}

/** Comes before any change of its deliveries: two that took those first could block each other. */
export async function lockWebhook(
  db: Db,
  { workspace_id, webhook_id }: ClaimedDelivery,
): Promise<void> {
  await sql`
    select from webhook
    where workspace_id = ${workspace_id} and webhook_id = ${webhook_id}
    for no key update`.execute(db)
}

/** Writes down what became of a try; false when a later one has begun. */
export async function settleDelivery(
  db: Db,
  { workspace_id, delivery_id, attempts }: ClaimedDelivery,
  { state, status, reason, nextAt, now }: DeliveryChange,
): Promise<boolean> {
  const row = await db
    .updateTable('webhook_delivery')
    .set({
      state,
      last_status: status,
      last_reason: reason,
      ...(nextAt && { next_at: nextAt }),
      ...(state === 'delivered' && { delivered_at: now }),
    })
    .where('workspace_id', '=', workspace_id)
    .where('delivery_id', '=', delivery_id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'waiting')
    .returning('delivery_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that an address fails, and since when it has failed without a break. */
export async function noteFailing(
  db: Db,
  { workspace_id, webhook_id }: ClaimedDelivery,
  now: Date,
): Promise<Date> {
  const row = await db
    .updateTable('webhook')
    .set(eb => ({ failing_since: eb.fn.coalesce('failing_since', eb.val(now)) }))
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', webhook_id)
    .returning('failing_since')
    .executeTakeFirst()
  return row?.failing_since ?? now
}

export async function noteWorking(
  db: Db,
  { workspace_id, webhook_id }: ClaimedDelivery,
): Promise<void> {
  await db
    .updateTable('webhook')
    .set({ failing_since: null })
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', webhook_id)
    .where('failing_since', 'is not', null)
    .execute()
}

/** Calls an address no more; false when it was off already. What waited for it waits no longer. */
export async function switchOff(
  db: Db,
  { workspace_id, webhook_id }: Pick<ClaimedDelivery, 'workspace_id' | 'webhook_id'>,
  reason: string | null,
): Promise<boolean> {
  const row = await db
    .updateTable('webhook')
    .set({ is_on: false, off_reason: reason })
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', webhook_id)
    .where('is_on', '=', true)
    .returning('webhook_id')
    .executeTakeFirst()
  await db
    .updateTable('webhook_delivery')
    .set({ state: 'given_up', last_reason: 'The webhook was switched off.' })
    .where('workspace_id', '=', workspace_id)
    .where('webhook_id', '=', webhook_id)
    .where('state', '=', 'waiting')
    .execute()
  return row !== undefined
}
