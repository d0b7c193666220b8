import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { baseText, signed } from './audit.rules.ts'

type Ctx = Pick<Context, 'db' | 'config'>

const LINES_AT_ONCE = 5000

/**
 * Lets the oldest lines of every log go. The last of them is remembered, signed, as what the rest
 * follows: so a beginning that somebody else cut off is told from one that grew old.
 */
export async function dropOldAudits(ctx: Ctx, before: Date, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const { rows } = await sql<{ workspace_id: string }>`
      select distinct workspace_id from audit where at < ${before}::timestamptz
      limit 100`.execute(ctx.db)
    if (rows.length === 0) return
    for (const { workspace_id } of rows) await dropFrom(ctx, workspace_id, before)
  }
}

async function dropFrom(ctx: Ctx, workspaceId: string, before: Date): Promise<void> {
  await ctx.db.transaction().execute(async tx => {
    const last = await lastAged(tx, workspaceId, before)
    if (!last) return
    const { place, hash } = last
    const signature = signed(ctx.config.authSecret, baseText(workspaceId, Number(place), hash))
    await sql`
      update audit_head set base_place = ${place}, base_hash = ${hash},
        base_signature = ${signature}
      where workspace_id = ${workspaceId}::uuid`.execute(tx)
    await sql`select set_config('audit.erasing', ${workspaceId}, true)`.execute(tx)
    await sql`
      delete from audit
      where workspace_id = ${workspaceId}::uuid and place <= ${place}`.execute(tx)
  })
}

// Clocks of two processes differ, so an older line may stand behind a younger one: by place.
async function lastAged(db: Db, workspaceId: string, before: Date) {
  const { rows } = await sql<{ place: number; hash: string }>`
    with oldest as (
      select place, hash, at from audit where workspace_id = ${workspaceId}::uuid
      order by place limit ${LINES_AT_ONCE}::int
    )
    select place, hash from oldest where at < ${before}::timestamptz
    order by place desc limit 1`.execute(db)
  return rows[0]
}
