/** The month's counter and the reservations behind it: two books that must always agree. */
import type { Db } from '@content/db'
import { sql } from 'kysely'
import { newId } from '../src/lib/id.ts'
import { commitUpload, reserveUpload } from '../src/plan/quota.queries.ts'

/** Videos that exist only as rows. */
export async function insertVideos(db: Db, workspaceId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  await sql`
    insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
    select ${workspaceId}::uuid, id, encode(sha256(id::text::bytea), 'hex'), 'a.mp4', 1, 1
    from unnest(${ids}::uuid[]) as id`.execute(db)
  return ids
}

/** Has a workspace publish this many videos this month. */
export async function useUploads(
  db: Db,
  { workspaceId }: { workspaceId: string },
  count: number,
): Promise<void> {
  const now = new Date()
  for (const videoId of await insertVideos(db, workspaceId, count)) {
    const upload = { workspaceId, videoId, now }
    const outcome = await reserveUpload(db, { ...upload, expiresAt: now })
    if (outcome !== 'reserved') throw new Error(`no upload was left: ${outcome}`)
    await commitUpload(db, upload)
  }
}

/** Every month whose counter is not the sum of its reservations, or whose packs do not add up. */
export async function unevenMonths(db: Db): Promise<object[]> {
  const { rows } = await sql<object>`
    with booked as (
      select workspace_id, period,
        coalesce(sum(units) filter (where state = 'committed'), 0)::int as committed,
        coalesce(sum(units) filter (where state = 'held'), 0)::int as open
      from reservation group by workspace_id, period
    ), bought as (
      select workspace_id, period, sum(units)::int as packs
      from quota_pack group by workspace_id, period
    )
    select * from (
      select workspace_id, period, coalesce(used, 0) as used, coalesce(committed, 0) as committed,
        coalesce(held, 0) as held, coalesce(open, 0) as open,
        coalesce(extra, 0) as extra, coalesce(packs, 0) as packs
      from quota_usage
        full join booked using (workspace_id, period)
        full join bought using (workspace_id, period)
    ) as month
    where used <> committed or held <> open or extra <> packs`.execute(db)
  return rows
}
