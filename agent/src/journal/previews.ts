import type { Database } from 'bun:sqlite'
import type { VideoRow } from './rows.ts'

/** The video of which small pictures are due first, whether now or later; null: of none. */
export const nextForPreviews = ({ db }: { db: Database }): VideoRow | null =>
  db
    .query<VideoRow, []>(
      `select * from video where previews is null and facts is not null
       order by previews_at, found_at limit 1`,
    )
    .get()
