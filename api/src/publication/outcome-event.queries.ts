import type { Db } from '@content/db'
import type { Platform } from '../../contract/index.ts'
import { WhoCanFix } from '../../contract/index.ts'
import { recordEvent } from '../event/event.queries.ts'

export interface Ended {
  workspaceId: string
  publicationId: string
  /** Tells one failure of a publication from the next; published it is only once. */
  occasion: string
}

/** Writes down that a publication has just ended, as its row now says; in the same transaction. */
export async function recordOutcome(
  db: Db,
  { workspaceId, publicationId, occasion }: Ended,
): Promise<void> {
  const row = await endedRow(db, workspaceId, publicationId)
  if (!row) return
  const shared = {
    publicationId,
    videoId: row.video_id,
    fileName: row.file_name,
    // The table's check lets no other platform in.
    platform: row.platform as Platform,
    label: row.label,
  }
  if (row.state === 'published') {
    await recordEvent(db, {
      workspaceId,
      type: 'publication.published',
      data: { ...shared, url: row.url },
      onceKey: `publication:${publicationId}:published`,
    })
  } else if (row.state === 'failed') {
    const failure = { code: row.failure_code ?? 'unknown', reason: row.reason ?? '' }
    const whoCanFix = WhoCanFix.catch('us').parse(row.who_can_fix)
    await recordEvent(db, {
      workspaceId,
      type: 'publication.failed',
      data: { ...shared, ...failure, whoCanFix },
      onceKey: `publication:${publicationId}:failed:${occasion}`,
    })
  }
}

const endedRow = (db: Db, workspaceId: string, publicationId: string) =>
  db
    .selectFrom('publication as p')
    .innerJoin('video as v', join =>
      join.onRef('v.workspace_id', '=', 'p.workspace_id').onRef('v.video_id', '=', 'p.video_id'),
    )
    .innerJoin('connection as c', join =>
      join
        .onRef('c.workspace_id', '=', 'p.workspace_id')
        .onRef('c.connection_id', '=', 'p.connection_id'),
    )
    .select(['p.video_id', 'p.platform', 'p.state', 'p.url', 'p.failure_code', 'p.reason'])
    .select(['p.who_can_fix', 'v.file_name', 'c.label'])
    .where('p.workspace_id', '=', workspaceId)
    .where('p.publication_id', '=', publicationId)
    .executeTakeFirst()
