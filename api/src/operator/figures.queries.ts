import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface Span {
  /** The first instant of the month. */
  from: Date
  /** The first instant after it. */
  to: Date
}

export interface PlanFigures {
  signUps: number
  payingBefore: number
  payingAfter: number
  /** Paid when the month began, and do not at its end. */
  lost: number
  newPaying: number
  freeBefore: number
  mrrBefore: number
  mrrAfter: number
  /** What those who paid when it began pay less at its end. */
  lostCents: number
}

// Who left pays nothing from the day they left on, whatever the last change of their plan says.
const standingAt = (name: string, at: Date) => sql`
  ${sql.ref(name)} as (
    select distinct on (c.workspace_id) c.workspace_id, c.monthly_cents
    from plan_change c
    where c.changed_at < ${at}::timestamptz and not exists (
      select from departed d where d.workspace_id = c.workspace_id
        and d.left_on::timestamp at time zone 'UTC' < ${at}::timestamptz)
    order by c.workspace_id, c.changed_at desc
  )`

/** Who came, who pays and who stopped, in a month. */
export async function planFigures(db: Db, { from, to }: Span): Promise<PlanFigures> {
  const { rows } = await sql<PlanFigures>`
    with everybody as (
      select workspace_id, created_at as came_at, null::timestamptz as left_at from workspace
      union all
      select workspace_id, signed_up_on::timestamp at time zone 'UTC',
        left_on::timestamp at time zone 'UTC'
      from departed
    ), ${standingAt('before', from)}, ${standingAt('after', to)},
    each as (
      select e.workspace_id, e.came_at, e.left_at, coalesce(b.monthly_cents, 0) as cents_before,
        coalesce(a.monthly_cents, 0) as cents_after
      from everybody e
      left join before b on b.workspace_id = e.workspace_id
      left join after a on a.workspace_id = e.workspace_id
    )
    select
      (count(*) filter (where came_at >= ${from}::timestamptz
        and came_at < ${to}::timestamptz))::int as "signUps",
      (count(*) filter (where cents_before > 0))::int as "payingBefore",
      (count(*) filter (where cents_after > 0))::int as "payingAfter",
      (count(*) filter (where cents_before > 0 and cents_after = 0))::int as lost,
      (count(*) filter (where cents_before = 0 and exists (
        select from plan_change c
        where c.workspace_id = each.workspace_id and c.monthly_cents > 0
          and c.changed_at >= ${from}::timestamptz and c.changed_at < ${to}::timestamptz
      )))::int as "newPaying",
      (count(*) filter (where cents_before = 0 and came_at < ${from}::timestamptz
        and (left_at is null or left_at >= ${from}::timestamptz)))::int as "freeBefore",
      coalesce(sum(cents_before), 0)::int8 as "mrrBefore",
      coalesce(sum(cents_after), 0)::int8 as "mrrAfter",
      coalesce(sum(greatest(cents_before - cents_after, 0)), 0)::int8 as "lostCents"
    from each`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('a sum without a group has one row')
  const { mrrBefore, mrrAfter, lostCents } = row
  return {
    ...row,
    mrrBefore: Number(mrrBefore),
    mrrAfter: Number(mrrAfter),
    lostCents: Number(lostCents),
  }
}

/** Workspaces in which somebody acted in a month. */
export async function activeWorkspaces(db: Db, { from, to }: Span): Promise<number> {
  const { rows } = await sql<{ active: number }>`
    select count(distinct workspace_id)::int as active from active_day
    where active_on >= (${from}::timestamptz at time zone 'UTC')::date
      and active_on < (${to}::timestamptz at time zone 'UTC')::date`.execute(db)
  return rows[0]?.active ?? 0
}

/** How the publications that ended in a month ended. */
export async function outcomes(db: Db, { from, to }: Span) {
  const { rows } = await sql<{ published: number; failed: number }>`
    select (count(*) filter (where state = 'published'))::int as published,
      (count(*) filter (where state = 'failed'))::int as failed
    from publication
    where (state = 'published' and published_at >= ${from}::timestamptz
        and published_at < ${to}::timestamptz)
      or (state = 'failed' and updated_at >= ${from}::timestamptz
        and updated_at < ${to}::timestamptz)`.execute(db)
  return rows[0] ?? { published: 0, failed: 0 }
}

export async function spendOf(db: Db, { from }: Pick<Span, 'from'>): Promise<number | null> {
  const { rows } = await sql<{ cents: number }>`
    select cents from marketing_spend
    where month = (${from}::timestamptz at time zone 'UTC')::date`.execute(db)
  return rows[0]?.cents ?? null
}

/** Enters what was spent in a month, in place of what was entered before. */
export function saveSpend(db: Db, { month, cents }: { month: string; cents: number }, now: Date) {
  return sql`
    insert into marketing_spend (month, cents, saved_at)
    values (${`${month}-01`}::date, ${cents}, ${now}::timestamptz)
    on conflict (month) do update set cents = excluded.cents, saved_at = excluded.saved_at`.execute(
    db,
  )
}
