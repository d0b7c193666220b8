import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { Platform } from '../../contract/index.ts'

const AT_ONCE = 200

/**
 * Forgets all figures of some publications that were confirmed before an instant; how many there
 * were. What a channel gained goes with the last of its figures: it is a sum of many videos.
 */
export async function forgetFigures(
  db: Db,
  { platform, before }: { platform: Platform; before: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with stale as materialized (
      select workspace_id, publication_id, connection_id from publication
      where platform = ${platform} and figures_at < ${before}::timestamptz
      limit ${AT_ONCE}
      for update skip locked
    ), raw as (
      delete from snapshot s using stale
      where s.workspace_id = stale.workspace_id and s.publication_id = stale.publication_id
    ), days as (
      delete from snapshot_day s using stale
      where s.workspace_id = stale.workspace_id and s.publication_id = stale.publication_id
    ), sums as (
      delete from channel_day d using stale
      where d.workspace_id = stale.workspace_id and d.connection_id = stale.connection_id
        and not exists (
          select from publication p
          where p.workspace_id = d.workspace_id and p.connection_id = d.connection_id
            and p.figures_at is not null
            and not exists (
              select from stale s
              where s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
            )
        )
    ), newest as (
      update publication p
      set views = null, likes = null, comments = null, shares = null, figures_at = null
      from stale
      where p.workspace_id = stale.workspace_id and p.publication_id = stale.publication_id
    )
    select count(*)::int as count from stale`.execute(db)
  return rows[0]?.count ?? 0
}
