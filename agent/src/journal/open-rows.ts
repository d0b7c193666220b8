import type { Database } from 'bun:sqlite'
import type { PublicationRow, VideoRow } from './rows.ts'

/** What may need something done to it, now or later, without a word from the creator. */
export interface OpenRows {
  videos: VideoRow[]
  publications: PublicationRow[]
  /** The publications of a video, by its SHA-256. */
  of: ReadonlyMap<string, PublicationRow[]>
}

/**
 * Left out, because it is asked at every turn, is what only waits for a review: ten thousand of
 * those must not slow the others down. A word of the creator makes it come back.
 */
const OPEN = `
  select * from video where state not in ('published', 'failed') and not (
    state = 'described'
    and cancelled_at is null
    and exists (
      select 1 from publication it where it.sha256 = video.sha256 and it.state = 'awaiting_review')
    and not exists (
      select 1 from publication it where it.sha256 = video.sha256 and not (
        (it.state = 'awaiting_review' and it.choice is null and it.next_at = 0)
        or (it.state in ('published', 'failed', 'unknown') and it.is_told = 1
          and coalesce(it.extras, '') not like '%wanted%'))))
  order by found_at, sha256`

export function openRows({ db }: { db: Database }): OpenRows {
  const videos = db.query<VideoRow, []>(OPEN).all()
  const publications = db
    .query<PublicationRow, [string]>(
      'select * from publication where sha256 in (select value from json_each(?)) order by id',
    )
    .all(JSON.stringify(videos.map(video => video.sha256)))
  return { videos, publications, of: Map.groupBy(publications, row => row.sha256) }
}
