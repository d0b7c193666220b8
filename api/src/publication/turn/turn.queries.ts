import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Queue } from '../../../contract/index.ts'
import { newId } from '../../lib/id.ts'
import { GONE_MS, type InLine, pacificDay, type Usage } from './turn.rules.ts'

export interface Project {
  project: string
  now: Date
}

export interface TurnKey {
  workspaceId: string
  publicationId: string
}

const MOST_FORGOTTEN_AT_ONCE = 1000

/** How many of today's places are taken; the count stays locked until the transaction ends. */
export async function lockDay(db: Db, { project, now }: Project): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    insert into insert_day as d (project, taken_on) values (${project}, ${pacificDay(now)}::date)
    on conflict (project, taken_on) do update set taken = d.taken
    returning taken`.execute(db)
  return rows[0]?.taken ?? 0
}

/** Everyone who waits for a place in this project. */
export async function listWaiting(db: Db, { project, now }: Project): Promise<InLine[]> {
  const rows = await db
    .selectFrom('insert_turn')
    .select(['workspace_id', 'publication_id', 'asked_at', 'seen_at'])
    .where('project', '=', project)
    .where('state', '=', 'waiting')
    .where('seen_at', '>', new Date(now.getTime() - GONE_MS))
    .execute()
  return rows.map(row => ({
    workspaceId: row.workspace_id,
    publicationId: row.publication_id,
    askedAt: row.asked_at,
    seenAt: row.seen_at,
  }))
}

/** What each workspace has had of the project lately. */
export async function usageByWorkspace(
  db: Db,
  { project, now }: Project,
): Promise<Map<string, Usage>> {
  const today = pacificDay(now)
  const { rows } = await sql<{ workspace_id: string; last_at: Date | null } & Counts>`
    select workspace_id, max(taken_at) filter (where taken_on < ${today}::date) as last_at,
      (count(*) filter (where taken_on = ${today}::date))::int as today,
      (count(*) filter (where taken_on = ${today}::date and state = 'taken'))::int as unsent
    from insert_turn
    where project = ${project} and state in ('taken', 'begun')
      and taken_on > ${today}::date - 30
    group by workspace_id`.execute(db)
  return new Map(
    rows.map(({ workspace_id, today, unsent, last_at }) => [
      workspace_id,
      { today, unsent, lastAt: last_at },
    ]),
  )
}

type Counts = Pick<Usage, 'today' | 'unsent'>

/** The turn that a publication has and did not use yet. */
export function openTurn(db: Db, { workspaceId, publicationId }: TurnKey) {
  return db
    .selectFrom('insert_turn')
    .select(['state', 'project', 'taken_on'])
    .where('workspace_id', '=', workspaceId)
    .where('publication_id', '=', publicationId)
    .where('state', 'in', ['waiting', 'taken'])
    .executeTakeFirst()
}

/** How many videos of a workspace wait in a project's line. */
export async function countInLine(db: Db, workspaceId: string, project: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from insert_turn
    where workspace_id = ${workspaceId} and project = ${project} and state = 'waiting'`.execute(db)
  return rows[0]?.waiting ?? 0
}

/** Puts a publication in the line; who stands in it already keeps the place. */
export async function joinLine(db: Db, key: TurnKey, { project, now }: Project): Promise<InLine> {
  const { rows } = await sql<{ asked_at: Date }>`
    insert into insert_turn as t
      (workspace_id, turn_id, publication_id, project, state, asked_at, seen_at)
    values (${key.workspaceId}::uuid, ${newId()}::uuid, ${key.publicationId}::uuid, ${project},
      'waiting', ${now}::timestamptz, ${now}::timestamptz)
    on conflict (workspace_id, publication_id) where state in ('waiting', 'taken')
      do update set seen_at = excluded.seen_at, project = excluded.project
    returning asked_at`.execute(db)
  return { ...key, askedAt: rows[0]?.asked_at ?? now, seenAt: now }
}

/** Writes down where in the line it is, for whoever looks. */
export async function placeInLine(db: Db, key: TurnKey, queue: Queue): Promise<void> {
  await sql`
    update insert_turn set position = ${queue.position},
      next_turn_at = ${queue.nextTurnAt}::timestamptz
    where workspace_id = ${key.workspaceId} and publication_id = ${key.publicationId}
      and state = 'waiting'`.execute(db)
}

/** Takes one of the day's places; the count itself carries the limit. */
export async function takePlace(
  db: Db,
  key: TurnKey,
  { project, now, limit }: Project & { limit: number },
): Promise<boolean> {
  const today = pacificDay(now)
  const { rows } = await sql`
    with counted as (
      update insert_day set taken = taken + 1
      where project = ${project} and taken_on = ${today}::date and taken < ${limit}::int
      returning taken_on
    )
    update insert_turn t set state = 'taken', taken_on = counted.taken_on,
      taken_at = ${now}::timestamptz
    from counted
    where t.workspace_id = ${key.workspaceId} and t.publication_id = ${key.publicationId}
      and t.state = 'waiting'
    returning t.turn_id`.execute(db)
  return rows.length > 0
}

/** The platform was asked: the place is used, whatever comes of it. False when there is none. */
export async function beginTurn(db: Db, key: TurnKey): Promise<boolean> {
  const { rows } = await sql`
    update insert_turn set state = 'begun'
    where workspace_id = ${key.workspaceId} and publication_id = ${key.publicationId}
      and state = 'taken'
    returning turn_id`.execute(db)
  return rows.length > 0
}

/** Nothing was begun: the place goes back to its day, and the line is left. */
export async function giveBackTurn(db: Db, key: TurnKey): Promise<void> {
  await sql`
    with left_line as (
      delete from insert_turn
      where workspace_id = ${key.workspaceId} and publication_id = ${key.publicationId}
        and state = 'waiting'
    ), freed as (
      update insert_turn set state = 'given_back'
      where workspace_id = ${key.workspaceId} and publication_id = ${key.publicationId}
        and state = 'taken'
      returning project, taken_on
    )
    update insert_day d set taken = d.taken - 1 from freed
    where d.project = freed.project and d.taken_on = freed.taken_on`.execute(db)
}

/** Takes out of every line who has not asked for so long that nobody expects them back. */
export async function leaveLines(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('insert_turn')
    .where('state', '=', 'waiting')
    .where('seen_at', '<=', new Date(now.getTime() - GONE_MS))
    .execute()
}

/** Gives back the places taken by then for which nothing was begun; how many there were. */
export async function giveBackUnsentTurns(db: Db, takenBy: Date): Promise<number> {
  const { rows } = await sql<{ freed: number }>`
    with silent as (
      select t.workspace_id, t.turn_id from insert_turn t
      join publication p
        on p.workspace_id = t.workspace_id and p.publication_id = t.publication_id
      where t.state = 'taken' and p.state = 'reserved'
        and t.taken_at <= ${takenBy}::timestamptz
      limit ${MOST_FORGOTTEN_AT_ONCE}
      for update of t skip locked
    ), freed as (
      update insert_turn t set state = 'given_back' from silent
      where t.workspace_id = silent.workspace_id and t.turn_id = silent.turn_id
      returning t.project, t.taken_on
    ), days as (
      select project, taken_on, count(*)::int as places from freed group by project, taken_on
    ), locked as (
      select d.project, d.taken_on, days.places
      from insert_day d join days using (project, taken_on)
      order by d.project, d.taken_on
      for update of d
    ), counted as (
      update insert_day d set taken = d.taken - locked.places from locked
      where d.project = locked.project and d.taken_on = locked.taken_on
    )
    select count(*)::int as freed from freed`.execute(db)
  return rows[0]?.freed ?? 0
}
