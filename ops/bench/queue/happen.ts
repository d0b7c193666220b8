import type { Db } from '../../../db/index.ts'

/** What a job follows from: one row of the product's own, written in the same transaction. */
export async function happen(tx: Db, workspaceId: string): Promise<void> {
  const id = crypto.randomUUID()
  await tx
    .insertInto('event')
    .values({
      ...{ workspace_id: workspaceId, event_id: id, type: 'bench', once_key: id },
      ...{ data: '{}', spread_at: new Date() },
    })
    .execute()
}
