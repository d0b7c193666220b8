import { sql } from 'kysely'
import { erasePersonFromAudits } from '../../audit/erase-person.queries.ts'
import type { Context } from '../../context.ts'
import { tombstoneOf } from '../privacy.rules.ts'
import type { DeletionSubject } from './deletion.queries.ts'
import {
  erasePerson,
  eraseWorkspace,
  insertTombstones,
  listTombstones,
  risen,
} from './erase.queries.ts'
import { giveHomes } from './give-homes.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'files'>

interface Gone {
  subject: DeletionSubject | 'customer'
  id: string
}

/** Remembers who is deleted: in the database, and in a book that no restore takes back. */
export async function bury(ctx: Ctx, all: Gone[]): Promise<void> {
  const at = ctx.now().toISOString()
  const stones = all.map(({ subject, id }) => ({ hash: tombstoneOf(subject, id), subject, at }))
  const known = new Set((await listTombstones(ctx.db)).map(({ hash }) => hash))
  const fresh = stones.filter(({ hash }) => !known.has(hash))
  await ctx.files.tombstones.add(fresh)
  await insertTombstones(ctx.db, fresh)
}

/**
 * Run at every start, before anybody is served: a restored backup holds people who were deleted
 * after it was made, and they are deleted again. Returns how many.
 */
export async function replayTombstones(
  ctx: Ctx & Pick<Context, 'log' | 'config'>,
): Promise<number> {
  // One process at a time: all of a restart would else delete the same rows.
  return ctx.db.connection().execute(async db => {
    await sql`select pg_advisory_lock(hashtextextended('replay tombstones', 0))`.execute(db)
    try {
      return await replay({ ...ctx, db })
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('replay tombstones', 0))`.execute(db)
    }
  })
}

async function replay(ctx: Ctx & Pick<Context, 'log' | 'config'>): Promise<number> {
  const [written, kept] = [await ctx.files.tombstones.read(), await listTombstones(ctx.db)]
  const inBook = new Set(written.map(({ hash }) => hash))
  // Each learns from the other: a new machine has no book, a restored database has old rows.
  await ctx.files.tombstones.add(kept.filter(({ hash }) => !inBook.has(hash)))
  await insertTombstones(ctx.db, written)
  const back = await risen(ctx.db)
  for (const { subject, id } of back) {
    if (subject === 'workspace') {
      await giveHomes(ctx, id)
      await eraseWorkspace(ctx.db, id, ctx.now())
    } else {
      await erasePersonFromAudits(ctx, id)
      await erasePerson(ctx.db, id)
    }
    ctx.log.warn('somebody who was deleted was back', { subject, shown: tombstoneOf(subject, id) })
  }
  return back.length
}
