import { type RawBuilder, sql } from 'kysely'

interface Waiting {
  /** Whose turn was last. */
  after: string
  /** The next tenant after this one who has anything waiting, as `tenant`. */
  next: (after: RawBuilder<unknown>) => RawBuilder<unknown>
  /** The id of the first of this tenant's that may be taken now, locked. */
  first: (tenant: RawBuilder<unknown>) => RawBuilder<unknown>
}

/**
 * The beginning of a statement that takes from `found (tenant, id)`: it goes from one tenant to
 * the next, so that however much one has queued it is a single step for all who come after.
 */
export const inTurn = ({ after, next, first }: Waiting): RawBuilder<unknown> => sql`
  with recursive turn as (
    select ${after}::uuid as tenant, null::uuid as id
    union all
    select others.tenant, (${first(sql`others.tenant`)})
    from turn cross join lateral (${next(sql`turn.tenant`)}) as others
    where turn.id is null
  ), found as materialized (
    select tenant, id from turn where id is not null
  )`
