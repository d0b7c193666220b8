import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '../lib/id.ts'
import type { Picture } from './preview.rules.ts'

interface Of {
  workspaceId: string
  sha256: string
}

/** Whether the workspace shares previews; with a lock, it goes on to until the transaction ends. */
export async function sharesPreviews(db: Db, workspaceId: string, lock: 'locked' | 'free') {
  const row = await db
    .selectFrom('workspace')
    .select('share_previews')
    .where('workspace_id', '=', workspaceId)
    // Else pictures could come in beside the deletion of all that there were.
    .$if(lock === 'locked', query => query.forShare())
    .executeTakeFirst()
  return row?.share_previews ?? false
}

export async function hasPreviews(db: Db, { workspaceId, sha256 }: Of): Promise<boolean> {
  const row = await db
    .selectFrom('preview')
    .select('place')
    .where('workspace_id', '=', workspaceId)
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps pictures in their order; those that are there already stay. */
export async function insertPreviews(
  db: Db,
  { workspaceId, sha256 }: Of,
  { pictures, now }: { pictures: Picture[]; now: Date },
): Promise<void> {
  const rows = pictures.map(({ format, bytes }, at) => ({
    workspace_id: workspaceId,
    sha256,
    place: at + 1,
    preview_id: newId(),
    format,
    picture: bytes,
    made_at: now,
  }))
  await db
    .insertInto('preview')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** How many there were. */
export async function deletePreviews(db: Db, workspaceId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('preview')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export function previewById(db: Db, workspaceId: string, previewId: string) {
  return db
    .selectFrom('preview')
    .select(['format', 'picture'])
    .where('workspace_id', '=', workspaceId)
    .where('preview_id', '=', previewId)
    .executeTakeFirst()
}

/** The ids of a content's pictures in their order, as a column of a larger question. */
export const previewIds = (workspaceId: string, sha256: RawBuilder<unknown>) => sql<string[]>`array(
  select preview_id::text from preview
  where workspace_id = ${workspaceId} and sha256 = ${sha256} order by place)`

/** The publications of a content, for whom it is news that it has pictures. */
export async function publicationsShown(db: Db, { workspaceId, sha256 }: Of): Promise<string[]> {
  const { rows } = await sql<{ publication_id: string }>`
    select p.publication_id from publication p
    join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
    where v.workspace_id = ${workspaceId} and v.sha256 = ${sha256}`.execute(db)
  return rows.map(row => row.publication_id)
}
