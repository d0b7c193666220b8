import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { MilestoneName } from '../../contract/index.ts'

const AT_ONCE = 5000
/** Longer than any pause between two looks. */
const LOOKED_BACK = sql`interval '1 day'`
/** Shorter than the shortest term, longer than a first payment may be late. */
const FIRST_TERM = sql`interval '20 days'`

/** When a workspace `w` reached each: null, or no row, until it does. */
const REACHED: Record<MilestoneName, RawBuilder<unknown>> = {
  signed_up: sql`select w.created_at as at`,
  channel_connected: sql`
    select min(connected_at) as at from connection where workspace_id = w.workspace_id`,
  first_video: sql`
    select min(published_at) as at from publication
    where workspace_id = w.workspace_id and state = 'published'`,
  limit_reached: sql`
    select min(created_at) as at from event
    where workspace_id = w.workspace_id and type = 'quota.warning' and data ->> 'percent' = '100'`,
  upgraded: sql`
    select min(changed_at) as at from plan_change
    where workspace_id = w.workspace_id and monthly_cents > 0`,
  renewed: sql`
    select min(e.created_at) as at from event e join milestone m
      on m.workspace_id = e.workspace_id and m.name = 'upgraded'
    where e.workspace_id = w.workspace_id and e.type = 'payment.received'
      and e.created_at > m.reached_at + ${FIRST_TERM}`,
}

/** Of these a workspace has so many events that only those with a new one are looked at. */
const BY_EVENT: Partial<Record<MilestoneName, string>> = {
  limit_reached: 'quota.warning',
  renewed: 'payment.received',
}

/** Writes down who reached a milestone since the last look; returns how many did. */
export async function noteReached(db: Db, name: MilestoneName, now: Date): Promise<number> {
  const type = BY_EVENT[name]
  const candidates = type
    ? sql`and w.workspace_id in (
        select workspace_id from event
        where type = ${type} and created_at > ${now}::timestamptz - ${LOOKED_BACK})`
    : sql``
  // Held, so that no row is written of a workspace that is just being deleted.
  const { rows } = await sql<{ count: number }>`
    with fresh as materialized (
      select w.workspace_id, reached.at
      from workspace w cross join lateral (${REACHED[name]}) reached
      where reached.at is not null ${candidates} and not exists (
        select from milestone m where m.workspace_id = w.workspace_id and m.name = ${name})
      limit ${AT_ONCE}
      for key share of w
    ), noted as (
      insert into milestone (workspace_id, name, reached_at)
      select workspace_id, ${name}, at from fresh
      on conflict do nothing
      returning 1
    )
    select count(*)::int as count from noted`.execute(db)
  return rows[0]?.count ?? 0
}

export interface UntoldMilestone {
  workspaceId: string
  name: string
  reachedAt: Date
  plan: string | null
}

/** The milestones that product analytics have not been told of, the earliest first. */
export async function listUntold(db: Db, most: number): Promise<UntoldMilestone[]> {
  const { rows } = await sql<UntoldMilestone>`
    select m.workspace_id as "workspaceId", m.name, m.reached_at as "reachedAt", w.plan
    from milestone m left join workspace w on w.workspace_id = m.workspace_id
    where m.told_at is null
    order by m.reached_at
    limit ${most}`.execute(db)
  return rows
}

export async function markTold(db: Db, told: readonly UntoldMilestone[], now: Date): Promise<void> {
  await sql`
    update milestone m set told_at = ${now}::timestamptz
    from unnest(${told.map(it => it.workspaceId)}::uuid[], ${told.map(it => it.name)}::text[])
      as t (workspace_id, name)
    where m.workspace_id = t.workspace_id and m.name = t.name`.execute(db)
}

export interface Funnel {
  visits: number
  reached: Partial<Record<MilestoneName, number>>
}

/** How many came to look, and how many reached each milestone, within a span. */
export async function funnelOf(db: Db, { from, to }: { from: Date; to: Date }): Promise<Funnel> {
  const visited = await sql<{ visits: number }>`
    select coalesce(sum(visits), 0)::int8 as visits from visit_day
    where visited_on >= (${from}::timestamptz at time zone 'UTC')::date
      and visited_on < (${to}::timestamptz at time zone 'UTC')::date`.execute(db)
  const { rows } = await sql<{ name: MilestoneName; count: number }>`
    select name, count(*)::int as count from milestone
    where reached_at >= ${from}::timestamptz and reached_at < ${to}::timestamptz
    group by name`.execute(db)
  return {
    visits: Number(visited.rows[0]?.visits ?? 0),
    reached: Object.fromEntries(rows.map(({ name, count }) => [name, count])),
  }
}
