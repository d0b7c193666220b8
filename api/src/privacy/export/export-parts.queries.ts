import type { Db } from '@content/db'
import { sql } from 'kysely'

/** Which copy. */
export interface ExportKey {
  workspaceId: string
  exportId: string
}

export function insertPart(db: Db, key: ExportKey, { place, bytes }: Part) {
  return db
    .insertInto('export_part')
    .values({ workspace_id: key.workspaceId, export_id: key.exportId, place, bytes })
    .execute()
}

interface Part {
  place: number
  bytes: Uint8Array
}

/** The bytes of a copy, each part read when the reader wants more. */
export function readParts(
  db: Db,
  { workspaceId, exportId }: ExportKey,
): ReadableStream<Uint8Array> {
  let place = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const row = await db
          .selectFrom('export_part')
          .select('bytes')
          .where('workspace_id', '=', workspaceId)
          .where('export_id', '=', exportId)
          .where('place', '=', place)
          .executeTakeFirst()
        place += 1
        if (row) controller.enqueue(new Uint8Array(row.bytes))
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

export function dropParts(db: Db, { workspaceId, exportId }: ExportKey) {
  return db
    .deleteFrom('export_part')
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .execute()
}

/** The parts of everything that a subject asked for; of a workspace's copies, whoever asked. */
export function dropPartsOf(db: Db, subject: 'person' | 'workspace', id: string) {
  const column = sql.ref(subject === 'person' ? 'person_id' : 'workspace_id')
  return sql`
    delete from export_part where (workspace_id, export_id) in (
      select workspace_id, export_id from data_export where ${column} = ${id}::uuid)`.execute(db)
}

/** What nobody can fetch any more, such as what was made while its owner was deleted. */
export function dropLooseParts(db: Db) {
  return sql`
    delete from export_part p where not exists (
      select from data_export e where e.workspace_id = p.workspace_id
        and e.export_id = p.export_id and e.state in ('waiting', 'ready'))`.execute(db)
}
