import type { Db } from '@content/db'
import { runHot } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { Quota } from '../../contract/index.ts'
import { PLANS, PlanName } from '../../contract/index.ts'
import { recordEvent } from '../event/event.queries.ts'
import { batched } from '../lib/batch.ts'
import { newId } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { periodOf, quotaOf, warningAt } from './quota.rules.ts'

/** One video's place in the month; whoever changes it locks the video's row first. */
export interface Upload {
  workspaceId: string
  videoId: string
  now: Date
}

const UNIQUE_VIOLATION = '23505'
const MOST_EXPIRED_AT_ONCE = 1000

/** How much of this month's uploads is used and held. */
export async function readQuota(
  db: Db,
  owner: { workspaceId: string; plan: PlanName },
  now: Date,
): Promise<Quota> {
  const { workspaceId } = owner
  const row = await monthOf(db, { workspaceId, period: periodOf(now) })
  return quotaOf(owner.plan, now, row ?? { used: 0, held: 0, extra: 0 })
}

interface Month {
  workspaceId: string
  period: string
}

interface MonthRow {
  n: number
  used: number
  held: number
  extra: number
}

const MONTHS = {
  name: 'months',
  text: `
    select (asked.n - 1)::int as n, q.used, q.held, q.extra
    from unnest($1::uuid[], $2::date[]) with ordinality as asked(workspace_id, period, n)
    join quota_usage q on q.workspace_id = asked.workspace_id and q.period = asked.period`,
}

const monthOf = batched<Month, MonthRow | undefined>(async (db, months) => {
  const values = [months.map(it => it.workspaceId), months.map(it => it.period)]
  const found = new Map<number, MonthRow>()
  for (const row of await runHot<MonthRow>(db, MONTHS, values)) found.set(row.n, row)
  return months.map((_, n) => found.get(n))
})

/**
 * Holds one upload for a video that has none: `reserved`, `noneLeft`, or `known` when it has one.
 * The counter itself carries what is gone, so concurrent callers can never pass the limit.
 */
export function reserveUpload(
  db: Db,
  upload: Upload & { expiresAt: Date },
): Promise<'reserved' | 'noneLeft' | 'known'> {
  return inTx({ db }, async tx => {
    const rows = await unlessKnown(tx.db, reserveStatement(upload))
    if (rows === 'known') return 'known'
    const [counted] = rows
    if (!counted) return 'noneLeft'
    await warn(tx.db, { ...upload, ...counted })
    return 'reserved'
  })
}

interface Gone {
  gone: number
  limit: number | null
}

function reserveStatement({ workspaceId, videoId, now, expiresAt }: Upload & { expiresAt: Date }) {
  // The share lock makes a change of plan wait, or be seen: no stale limit admits anything.
  // A plain insert: a second hold of one video breaks the index and takes the count back with it.
  return sql<Gone>`
    with plan as materialized (
      select ${planLimit} as most from workspace
      where workspace_id = ${workspaceId} for share
    ), counted as (
      insert into quota_usage as q (workspace_id, period, used, held)
      select ${workspaceId}::uuid, ${periodOf(now)}::date, 0, 1
      from plan where most is null or most >= 1
      on conflict (workspace_id, period) do update set held = q.held + 1
        where (select most from plan) is null
          or q.used + q.held + 1 <= (select most from plan) + q.extra
      returning workspace_id, period, used + held as gone, extra
    ), made as (
      insert into reservation
        (workspace_id, reservation_id, video_id, period, units, state, expires_at, created_at)
      select workspace_id, ${newId()}::uuid, ${videoId}::uuid, period, 1, 'held',
        ${expiresAt}::timestamptz, ${now}::timestamptz
      from counted
      returning reservation_id
    )
    select counted.gone, plan.most + counted.extra as limit from made, counted, plan`
}

/** How many uploads a month the plan in a workspace's row includes; null = no limit. */
const planLimit = sql`case plan ${sql.join(
  PlanName.options.map(
    name => sql`when ${sql.lit(name)} then ${sql.lit(PLANS[name].uploadsPerMonth)}::int`,
  ),
  sql` `,
)} end`

/** Tells the creator at 80 % and at 100 %, once a month each. */
async function warn(db: Db, { workspaceId, now, gone, limit }: Upload & Gone): Promise<void> {
  const percent = warningAt(gone, limit)
  if (percent === null || limit === null) return
  await recordEvent(db, {
    workspaceId,
    type: 'quota.warning',
    data: { used: gone, limit, percent },
    onceKey: `quota:${periodOf(now)}:${percent}`,
  })
}

/**
 * Counts a video as published, once. A hold that expired meanwhile, or never was, is booked
 * all the same, beyond the limit if need be: what is public does not vanish from the month.
 */
export async function commitUpload(db: Db, upload: Upload): Promise<void> {
  const { workspaceId, videoId, now } = upload
  await unlessKnown(
    db,
    sql`
    with held as (
      update reservation set state = 'committed'
      where workspace_id = ${workspaceId} and video_id = ${videoId} and state = 'held'
      returning period, units
    ), late as (
      insert into reservation
        (workspace_id, reservation_id, video_id, period, units, state, expires_at, created_at)
      select ${workspaceId}::uuid, ${newId()}::uuid, ${videoId}::uuid, ${periodOf(now)}::date, 1,
        'committed', ${now}::timestamptz, ${now}::timestamptz
      where not exists (select from held) and not exists (
        select from reservation
        where workspace_id = ${workspaceId} and video_id = ${videoId} and state = 'committed'
      )
      returning period, units
    )
    insert into quota_usage as q (workspace_id, period, used, held)
    select ${workspaceId}::uuid, period, units, 0
    from (select period, units from held union all select period, units from late) as counted
    on conflict (workspace_id, period) do update set
      used = q.used + excluded.used,
      held = q.held - (select coalesce(sum(units), 0) from held)`,
  )
}

/** Gives a held upload back to the month it was taken from; a counted one stays counted. */
export async function giveBackUpload(
  db: Db,
  { workspaceId, videoId }: Omit<Upload, 'now'>,
): Promise<void> {
  await sql`
    with freed as (
      update reservation set state = 'released'
      where workspace_id = ${workspaceId} and video_id = ${videoId} and state = 'held'
      returning workspace_id, period, units
    )
    update quota_usage q set held = q.held - freed.units
    from freed
    where q.workspace_id = freed.workspace_id and q.period = freed.period`.execute(db)
}

/** Keeps a video's upload until `until` at least; null when it has neither a hold nor a count. */
export async function extendHold(
  db: Db,
  { workspaceId, videoId, until }: Omit<Upload, 'now'> & { until: Date },
): Promise<{ state: string; expiresAt: Date } | null> {
  const { rows } = await sql<{ state: string; expires_at: Date }>`
    update reservation set expires_at = case
      when state = 'held' then greatest(expires_at, ${until}::timestamptz)
      else expires_at
    end
    where workspace_id = ${workspaceId} and video_id = ${videoId}
      and state in ('held', 'committed')
    returning state, expires_at`.execute(db)
  const row = rows[0]
  return row ? { state: row.state, expiresAt: row.expires_at } : null
}

/** Gives back every hold whose device has been silent too long; returns how many there were. */
export async function expireHolds(db: Db, now: Date): Promise<number> {
  // Two sweeps that took the months' rows in different orders would wait for each other.
  const { rows } = await sql<{ expired: number }>`
    with stale as (
      select workspace_id, reservation_id from reservation
      where state = 'held' and expires_at <= ${now}::timestamptz
      order by expires_at limit ${MOST_EXPIRED_AT_ONCE}
      for update skip locked
    ), expired as (
      update reservation r set state = 'expired' from stale
      where r.workspace_id = stale.workspace_id and r.reservation_id = stale.reservation_id
      returning r.workspace_id, r.period, r.units
    ), freed as (
      select workspace_id, period, sum(units)::int as units
      from expired group by workspace_id, period
    ), locked as (
      select q.workspace_id, q.period, freed.units
      from quota_usage q join freed using (workspace_id, period)
      order by q.workspace_id, q.period
      for update of q
    ), counted as (
      update quota_usage q set held = q.held - locked.units from locked
      where q.workspace_id = locked.workspace_id and q.period = locked.period
    )
    select count(*)::int as expired from expired`.execute(db)
  return rows[0]?.expired ?? 0
}

/** Inside a transaction a broken index would end it all, so the statement gets a savepoint. */
async function unlessKnown<T>(db: Db, statement: RawBuilder<T>): Promise<T[] | 'known'> {
  if (db.isTransaction) await sql`savepoint upload`.execute(db)
  try {
    const { rows } = await statement.execute(db)
    if (db.isTransaction) await sql`release savepoint upload`.execute(db)
    return rows
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    if (db.isTransaction) await sql`rollback to savepoint upload`.execute(db)
    return 'known'
  }
}

const isUniqueViolation = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
