import type { Db } from '@content/db'
import { sql } from 'kysely'
import { inTurn } from '../lib/fair-queue/in-turn.ts'

export interface EventRow {
  workspace_id: string
  event_id: string
  type: string
  data: unknown
  created_at: Date
}

const MOST_AT_ONCE = 1000

/**
 * Marks the oldest events of these types that no webhook wants; how many there were, and whether
 * there may be more. They are nearly all there are, so they do not go one by one.
 */
export async function markUnheard(
  db: Db,
  types: readonly string[],
  now: Date,
): Promise<{ marked: number; isMore: boolean }> {
  const { rows } = await sql<{ marked: number }>`
    with unheard as (
      select workspace_id, event_id from event e
      where spread_at is null and ${unheard(types)}
      order by created_at limit ${MOST_AT_ONCE}
      for update of e skip locked
    ), marked as (
      update event e set spread_at = ${now}::timestamptz from unheard u
      where e.workspace_id = u.workspace_id and e.event_id = u.event_id
      returning e.event_id
    )
    select count(*)::int as marked from marked`.execute(db)
  const marked = rows[0]?.marked ?? 0
  return { marked, isMore: marked === MOST_AT_ONCE }
}

const unheard = (types: readonly string[]) => sql`
  e.type = any(${[...types]}::text[]) and not exists (
    select from webhook w
    where w.workspace_id = e.workspace_id and w.is_on and e.type = any(w.events)
  )`

export interface Unspread {
  /** Left for another time. */
  except: readonly string[]
  /** Types that somebody hears of by a webhook only. */
  unmailed: readonly string[]
  /** Whose turn was last. */
  after: string
}

/** Locks the oldest event of the next workspace in turn from which something is to follow. */
export async function lockUnspread(
  db: Db,
  { except, unmailed, after }: Unspread,
): Promise<EventRow | null> {
  const { rows } = await sql<EventRow>`
    ${inTurn({
      after,
      next: last => sql`
        select workspace_id as tenant from event
        where spread_at is null and workspace_id > ${last}
        order by workspace_id limit 1`,
      first: workspace => sql`
        select event_id from event e
        where spread_at is null and workspace_id = ${workspace}
          and event_id <> all(${[...except]}::uuid[]) and not (${unheard(unmailed)})
        order by created_at limit 1
        for update skip locked`,
    })}
    select e.workspace_id, e.event_id, e.type, e.data, e.created_at from event e, found
    where e.workspace_id = found.tenant and e.event_id = found.id`.execute(db)
  return rows[0] ?? null
}

export async function markSpread(db: Db, event: EventRow, now: Date): Promise<void> {
  await db
    .updateTable('event')
    .set({ spread_at: now })
    .where('workspace_id', '=', event.workspace_id)
    .where('event_id', '=', event.event_id)
    .execute()
}

/** Puts an event before every webhook of the workspace that wants such; once for each. */
export async function queueDeliveries(db: Db, event: EventRow, body: string): Promise<void> {
  await sql`
    insert into webhook_delivery
      (workspace_id, delivery_id, webhook_id, event_id, type, body, state)
    select workspace_id, gen_random_uuid(), webhook_id, ${event.event_id}::uuid, ${event.type},
      ${body}, 'waiting'
    from webhook
    where workspace_id = ${event.workspace_id} and is_on and ${event.type} = any(events)
    on conflict (workspace_id, webhook_id, event_id) do nothing`.execute(db)
}
