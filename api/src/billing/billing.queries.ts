import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { PlanName } from '../../contract/index.ts'
import type { Entitlement } from './billing.rules.ts'

/** Who is entitled: a workspace, and what Stripe calls it. */
export interface Customer {
  workspaceId: string
  customerId: string
}

/** What is known of a workspace's payments, with the plan it has now. */
export function billingOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('workspace')
    .leftJoin('billing', 'billing.workspace_id', 'workspace.workspace_id')
    .select([
      ...(['customer_id', 'subscription_id', 'status', 'billing.interval'] as const),
      ...(['next_plan', 'next_interval', 'period_ends_at', 'trial_ends_at'] as const),
      ...(['cancels_at', 'grace_until', 'has_had_trial', 'intents', 'monthly_cents'] as const),
      'workspace.plan',
    ])
    .where('workspace.workspace_id', '=', workspaceId)
    .executeTakeFirst()
}

export type BillingRow = NonNullable<Awaited<ReturnType<typeof billingOf>>>

/** Until the transaction ends, nobody else asks Stripe about this workspace and writes it down. */
export async function lockBilling(db: Db, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`billing:${workspaceId}`}, 0))`.execute(
    db,
  )
}

/** The plan a workspace has, held until the transaction ends: whoever reserves waits for it. */
export async function lockPlan(db: Db, workspaceId: string): Promise<PlanName | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('plan')
    .where('workspace_id', '=', workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  // Safe: the column's check allows nothing else.
  return row?.plan as PlanName | undefined
}

export function setPlan(db: Db, workspaceId: string, plan: PlanName) {
  return db.updateTable('workspace').set({ plan }).where('workspace_id', '=', workspaceId).execute()
}

/** Who a bill goes to: the person who asks for it, for the workspace. */
export function payerOf(db: Db, workspaceId: string, personId: string) {
  return db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .innerJoin('workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select(['person.email', 'workspace.name'])
    .where('member.workspace_id', '=', workspaceId)
    .where('member.person_id', '=', personId)
    .executeTakeFirst()
}

/** Makes a customer known, or puts one in the place of another whom Stripe forgot. */
export function saveCustomer(db: Db, { workspaceId, customerId }: Customer) {
  return db
    .insertInto('billing')
    .values({ workspace_id: workspaceId, customer_id: customerId })
    .onConflict(conflict =>
      conflict.column('workspace_id').doUpdateSet({ customer_id: customerId }),
    )
    .execute()
}

export async function workspaceOf(db: Db, customerId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('billing')
    .select('workspace_id')
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row?.workspace_id
}

/** Customers in the order in which they were looked at, those longest ago first. */
export async function customersLongestAgo(db: Db, most: number): Promise<Customer[]> {
  const rows = await db
    .selectFrom('billing')
    .select(['workspace_id', 'customer_id'])
    .orderBy('synced_at', order => order.asc().nullsFirst())
    .orderBy('workspace_id')
    .limit(most)
    .execute()
  return rows.map(row => ({ workspaceId: row.workspace_id, customerId: row.customer_id }))
}

/** Those whose time to pay is over, and who still have their plan. */
export async function customersPastGrace(db: Db, now: Date): Promise<Customer[]> {
  const rows = await db
    .selectFrom('billing')
    .innerJoin('workspace', 'workspace.workspace_id', 'billing.workspace_id')
    .select(['billing.workspace_id', 'customer_id'])
    .where('grace_until', '<=', now)
    .where('workspace.plan', '<>', 'free')
    .execute()
  return rows.map(row => ({ workspaceId: row.workspace_id, customerId: row.customer_id }))
}

/** Writes what a customer is entitled to; the same twice leaves the same row. */
export function saveEntitlement(db: Db, workspaceId: string, { now, ...entitlement }: Saved) {
  const { subscription } = entitlement
  return db
    .updateTable('billing')
    .set({
      subscription_id: subscription?.id ?? null,
      status: subscription?.status ?? null,
      plan: subscription?.plan ?? null,
      interval: subscription?.interval ?? null,
      next_plan: entitlement.nextPlan,
      next_interval: entitlement.nextInterval,
      monthly_cents: entitlement.monthlyCents,
      period_ends_at: subscription?.periodEndsAt ?? null,
      trial_ends_at: subscription?.trialEndsAt ?? null,
      cancels_at: entitlement.cancelsAt,
      grace_until: entitlement.graceUntil,
      has_had_trial: entitlement.hasHadTrial,
      synced_at: now,
    })
    .where('workspace_id', '=', workspaceId)
    .execute()
}
type Saved = Entitlement & { now: Date }

/** Counts one wish as finished, so that the next one is another. */
export function finishIntent(db: Db, workspaceId: string) {
  return db
    .updateTable('billing')
    .set(eb => ({ intents: eb('intents', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .execute()
}

export interface PlanChange {
  workspaceId: string
  from: string
  to: string
  monthlyCents: number
  now: Date
}

export function insertPlanChange(db: Db, change: PlanChange) {
  const { workspaceId, from, to, monthlyCents, now } = change
  return db
    .insertInto('plan_change')
    .values({
      ...{ workspace_id: workspaceId, changed_at: now, from_plan: from, to_plan: to },
      monthly_cents: monthlyCents,
    })
    .execute()
}

/** Adds a paid pack to a month, once per payment, however often it is told. */
export async function creditPack(
  db: Db,
  pack: { workspaceId: string; paymentId: string; period: string; units: number; now: Date },
): Promise<void> {
  await sql`
    with bought as (
      insert into quota_pack (workspace_id, payment_id, period, units, bought_at)
      values (${pack.workspaceId}, ${pack.paymentId}, ${pack.period}, ${pack.units}, ${pack.now})
      on conflict do nothing
      returning workspace_id, period, units
    )
    insert into quota_usage as q (workspace_id, period, used, held, extra)
    select workspace_id, period, 0, 0, units from bought
    on conflict (workspace_id, period) do update set extra = q.extra + excluded.extra`.execute(db)
}

/**
 * Leaves of a pack what is still paid for, and what is used or held already: no month falls below
 * what went on in it. `limit` is the plan's own; null has none, so nothing of a pack is used there.
 */
export async function takeBackPack(
  db: Db,
  pack: { workspaceId: string; paymentId: string; kept: number; limit: number | null },
): Promise<void> {
  const { workspaceId, paymentId, kept, limit } = pack
  await sql`
    with month as (
      select p.workspace_id, p.payment_id, p.period,
        least(p.units - ${kept}::int, greatest(q.extra - case
          when ${limit}::int is null then 0
          else greatest(q.used + q.held - ${limit}::int, 0) end, 0)) as back
      from quota_pack p join quota_usage q using (workspace_id, period)
      where p.workspace_id = ${workspaceId} and p.payment_id = ${paymentId}
        and p.units > ${kept}::int
      for update of p, q
    ), taken as (
      update quota_pack p set units = p.units - month.back from month
      where p.workspace_id = month.workspace_id and p.payment_id = month.payment_id
    )
    update quota_usage q set extra = q.extra - month.back from month
    where q.workspace_id = month.workspace_id and q.period = month.period`.execute(db)
}

/** The person whom a bill goes to, while they are a member; else an owner. */
export function emailForBills(db: Db, workspaceId: string, personId: string | null) {
  return db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select('person.email')
    .where('member.workspace_id', '=', workspaceId)
    .where(eb => eb.or([eb('member.role', '=', 'owner'), eb('member.person_id', '=', personId)]))
    .orderBy(eb => eb('member.person_id', '=', personId), 'desc')
    .orderBy('member.person_id')
    .limit(1)
    .executeTakeFirst()
}
