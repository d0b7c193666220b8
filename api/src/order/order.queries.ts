import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Wish } from '../../contract/index.ts'
import type { OrderRecord } from './order.rules.ts'

/** Holds an agent's device until its next order has a number; false when there is none. */
export async function holdDeviceForOrder(db: Db, workspaceId: string, deviceId: string) {
  const held = await db
    .selectFrom('device')
    .select('device_id')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'agent')
    .forUpdate()
    .executeTakeFirst()
  return held !== undefined
}

interface Aim {
  deviceId: string
  sha256: string | null
  connectionId: string | null
}

/** Whether the workspace has this channel, and knows this content: published, or told to wait. */
export async function isAimKnown(
  db: Db,
  workspaceId: string,
  { deviceId, sha256, connectionId }: Aim,
): Promise<boolean> {
  const { rows } = await sql<{ is_known: boolean }>`
    select (${connectionId}::uuid is null or exists (
      select from connection
      where workspace_id = ${workspaceId} and connection_id = ${connectionId}::uuid
    )) and (${sha256}::text is null or exists (
      select from video where workspace_id = ${workspaceId} and sha256 = ${sha256}
    ) or exists (
      select from waiting
      where workspace_id = ${workspaceId} and device_id = ${deviceId} and sha256 = ${sha256}
    )) as is_known`.execute(db)
  return rows[0]?.is_known === true
}

export async function countOpenOrders(db: Db, workspaceId: string, deviceId: string) {
  const { open } = await db
    .selectFrom('device_order')
    .select(eb => eb.fn.countAll<string>().as('open'))
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('state', 'in', ['waiting', 'accepted'])
    .executeTakeFirstOrThrow()
  return Number(open)
}

interface NewOrder extends Aim {
  workspaceId: string
  id: string
  wish: Wish
  by: string
}

/** Gives it the device's next number; false when the workspace has an order of this id. */
export async function insertOrder(db: Db, order: NewOrder, now: Date): Promise<boolean> {
  const { rows } = await sql`
    with numbered as (
      update device set order_seq = order_seq + 1
      where workspace_id = ${order.workspaceId} and device_id = ${order.deviceId}
      returning order_seq
    )
    insert into device_order (workspace_id, device_id, seq, order_id, sha256, connection_id, wish,
      made_by, made_at)
    select ${order.workspaceId}::uuid, ${order.deviceId}::uuid, order_seq, ${order.id}::uuid,
      ${order.sha256}, ${order.connectionId}::uuid, ${JSON.stringify(order.wish)}::jsonb,
      ${order.by}::uuid, ${now}::timestamptz
    from numbered
    on conflict (workspace_id, order_id) do nothing
    returning seq`.execute(db)
  return rows.length > 0
}

const asRecords = (db: Db, workspaceId: string) =>
  db
    .selectFrom('device_order as o')
    .innerJoin('device as d', join =>
      join.onRef('d.workspace_id', '=', 'o.workspace_id').onRef('d.device_id', '=', 'o.device_id'),
    )
    .leftJoin('person as p', 'p.person_id', 'o.made_by')
    .select(['o.order_id', 'o.seq', 'o.device_id', 'd.name as device_name', 'd.listening_until'])
    .select(['o.sha256', 'o.connection_id', 'o.wish', 'o.state', 'o.reason'])
    .select(['p.name as made_by_name', 'o.made_at', 'o.answered_at'])
    .where('o.workspace_id', '=', workspaceId)

export function orderById(
  db: Db,
  workspaceId: string,
  orderId: string,
): Promise<OrderRecord | undefined> {
  return asRecords(db, workspaceId).where('o.order_id', '=', orderId).executeTakeFirst()
}

const MOST_SHOWN = 200

/** Those that are open, and those that were answered since then; the newest first. */
export function recentOrders(db: Db, workspaceId: string, since: Date): Promise<OrderRecord[]> {
  return asRecords(db, workspaceId)
    .where(eb =>
      eb.or([eb('o.state', 'in', ['waiting', 'accepted']), eb('o.answered_at', '>', since)]),
    )
    .orderBy('o.made_at', 'desc')
    .orderBy('o.seq', 'desc')
    .limit(MOST_SHOWN)
    .execute()
}

interface OfDevice {
  workspaceId: string
  deviceId: string
  orderId: string
}

/** An order of this device, locked until it is answered. */
export function lockOrderOf(db: Db, { workspaceId, deviceId, orderId }: OfDevice) {
  return db
    .selectFrom('device_order')
    .select(['state', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('order_id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
}

interface Answered {
  state: string
  reason: string | null
  now: Date
}

export async function changeOrder(db: Db, order: OfDevice, { state, reason, now }: Answered) {
  const answered_at = state === 'accepted' ? null : now
  await db
    .updateTable('device_order')
    .set({ state, reason, answered_at })
    .where('workspace_id', '=', order.workspaceId)
    .where('device_id', '=', order.deviceId)
    .where('order_id', '=', order.orderId)
    .execute()
}
