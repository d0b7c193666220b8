import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Webhook, WebhookEvent } from '../../contract/index.ts'

/** What a sealed secret is opened with: one webhook's cannot sign for another. */
export const webhookSeal = (webhookId: string): string => `webhook ${webhookId}`

export interface WebhookKey {
  workspaceId: string
  webhookId: string
}

export async function listWebhookRows(db: Db, workspaceId: string): Promise<Webhook[]> {
  const rows = await selected(db, workspaceId).orderBy('created_at').orderBy('webhook_id').execute()
  return rows.map(asWebhook)
}

export async function webhookById(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
): Promise<Webhook | undefined> {
  const row = await selected(db, workspaceId).where('webhook_id', '=', webhookId).executeTakeFirst()
  return row && asWebhook(row)
}

export interface NewWebhook extends WebhookKey {
  url: string
  events: WebhookEvent[]
  sealedSecret: string
  most: number
  now: Date
}

/**
 * Makes one unless the workspace has as many as it may. Asks for a transaction: the workspace's row
 * is the gate, and what others made is seen only by a statement that begins behind it.
 */
export async function insertWebhook(db: Db, webhook: NewWebhook): Promise<boolean> {
  const { workspaceId, webhookId, url, events, sealedSecret, most, now } = webhook
  await sql`
    select from workspace where workspace_id = ${workspaceId} for no key update`.execute(db)
  const { rows } = await sql`
    insert into webhook (workspace_id, webhook_id, url, events, sealed_secret, created_at)
    select ${workspaceId}::uuid, ${webhookId}::uuid, ${url}, ${events}::text[], ${sealedSecret},
      ${now}::timestamptz
    where (select count(*) from webhook w where w.workspace_id = ${workspaceId}) < ${most}
    returning webhook_id`.execute(db)
  return rows.length > 0
}

export interface WebhookChange {
  url?: string
  events?: WebhookEvent[]
  isOn?: boolean
}

/** Writes what is given; switching on forgets why it was off. */
export async function updateWebhook(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
  { url, events, isOn }: WebhookChange,
): Promise<boolean> {
  const change = {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events }),
    ...(isOn !== undefined && { is_on: isOn, off_reason: null, failing_since: null }),
  }
  const row = await db
    .updateTable('webhook')
    .set(eb => ({ webhook_id: eb.ref('webhook_id'), ...change }))
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .returning('webhook_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteWebhook(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
): Promise<boolean> {
  const row = await db
    .deleteFrom('webhook')
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .returning('webhook_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Puts a new secret in front; the one that was there signs on until `until`. */
export async function replaceSecret(
  db: Db,
  { workspaceId, webhookId }: WebhookKey,
  { sealed, until }: { sealed: string; until: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('webhook')
    .set(eb => ({
      sealed_older_secret: eb.ref('sealed_secret'),
      older_until: until,
      sealed_secret: sealed,
    }))
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .returning('webhook_id')
    .executeTakeFirst()
  return row !== undefined
}

const selected = (db: Db, workspaceId: string) =>
  db
    .selectFrom('webhook')
    .select(['webhook_id', 'url', 'events', 'is_on', 'off_reason', 'failing_since'])
    .select(['older_until', 'created_at'])
    .where('workspace_id', '=', workspaceId)

type Selected = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

const asWebhook = (row: Selected): Webhook => ({
  id: row.webhook_id,
  url: row.url,
  events: row.events,
  isOn: row.is_on,
  offReason: row.off_reason,
  failingSince: row.failing_since?.toISOString() ?? null,
  olderSecretUntil: row.older_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})
