import { type RawBuilder, sql } from 'kysely'
import { NOBODY } from './turns.ts'

interface Waiting {
  /** Whose turn was last. */
  after: string
  /** The next tenant after this one who has anything waiting, as `tenant`. */
  next: (after: RawBuilder<unknown>) => RawBuilder<unknown>
  /** The id of the first of this tenant's that may be taken now, locked. */
  first: (tenant: RawBuilder<unknown>) => RawBuilder<unknown>
}

// Not prepared under a name: a plan kept from when little waited reads all when much does.
/**
 * The beginning of a statement that takes from `found (tenant, id)`: it goes from one tenant to
 * the next, once round, so that however much one has queued it is a single step for the others.
 */
export const inTurn = ({ after, next, first }: Waiting): RawBuilder<unknown> => sql`
  with recursive turn as (
    select ${after}::uuid as tenant, false as is_again, null::uuid as id
    union all
    select others.tenant, others.is_again, (${first(sql`others.tenant`)})
    from turn cross join lateral (
      select tenant, turn.is_again from (${next(sql`turn.tenant`)}) as later
      union all
      select tenant, true from (${next(sql`${NOBODY}::uuid`)}) as earlier where not turn.is_again
      order by is_again limit 1
    ) as others
    where turn.id is null and (not others.is_again or others.tenant <= ${after}::uuid)
  ), found as materialized (
    select tenant, id from turn where id is not null
  )`
