import type { Db } from '@content/db'
import { sql } from 'kysely'
import { inTx } from '../lib/in-tx.ts'
import { type AuditCtx, writeAudit } from './audit.queries.ts'

/**
 * Takes a person out of every audit log, and writes there out of how many lines: the chains stay
 * whole, and who takes somebody out without a word is found.
 */
export async function erasePersonFromAudits(ctx: AuditCtx, personId: string): Promise<void> {
  for (const workspaceId of await workspacesWith(ctx.db, personId)) {
    await inTx(ctx, async tx => {
      const redacted = await takeOut(tx.db, workspaceId, personId)
      if (redacted === 0) return
      await writeAudit(tx, { workspaceId, action: 'user_deleted:person', detail: { redacted } })
    })
  }
}

async function workspacesWith(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select workspace_id from audit_who where actor_id = ${personId}
    union select workspace_id from audit_who where target = ${`person:${personId}`}`.execute(db)
  return rows.map(row => row.workspace_id)
}

async function takeOut(db: Db, workspaceId: string, personId: string): Promise<number> {
  const { rows } = await sql<{ redacted: number }>`
    with who as (
      delete from audit_who where workspace_id = ${workspaceId}::uuid and actor_id = ${personId}
      returning place
    ), whom as (
      update audit_who set target = null
      where workspace_id = ${workspaceId}::uuid and target = ${`person:${personId}`}
        and actor_id is distinct from ${personId}
      returning place
    )
    select ((select count(*) from who) + (select count(*) from whom))::int as redacted`.execute(db)
  return rows[0]?.redacted ?? 0
}
