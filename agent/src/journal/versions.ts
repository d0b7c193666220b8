import type { Database } from 'bun:sqlite'
import type { VideoRow } from './rows.ts'

interface Holder {
  db: Database
}

/** It is published, or on its way to be; what failed everywhere may be tried in another version. */
const ACTIVE = `(state <> 'failed' or exists (
  select 1 from publication where publication.sha256 = video.sha256
    and publication.state in ('published', 'unknown')))`

/** The first of these places where a video is that is published or on its way; null: none. */
export const activeVideoAt = ({ db }: Holder, paths: readonly string[]): string | null =>
  db
    .query<{ path: string }, [string]>(
      `select path from video where path in (select value from json_each(?)) and ${ACTIVE} limit 1`,
    )
    .get(JSON.stringify(paths))?.path ?? null

/** The first of these names that may become a video yet; null: none. */
export const isHere = ({ db }: Holder, paths: readonly string[]): string | null =>
  db
    .query<{ path: string }, [string]>(
      `select path from file where path in (select value from json_each(?))
         and state in ('found', 'settled') limit 1`,
    )
    .get(JSON.stringify(paths))?.path ?? null

/** Other videos about as large, which are published or on their way. */
export const livingOfSize = (
  { db }: Holder,
  { sha256, leastBytes, mostBytes }: { sha256: string; leastBytes: number; mostBytes: number },
): VideoRow[] =>
  db
    .query<VideoRow, [string, number, number]>(
      `select * from video where sha256 <> ? and size_bytes between ? and ?
         and facts is not null and ${ACTIVE} order by found_at`,
    )
    .all(sha256, leastBytes, mostBytes)

/** It is what another video is already: its names become copies of that one. */
export function becomeCopy({ db }: Holder, sha256: string, of: string): void {
  const become = db.transaction(() => {
    db.query(
      `update file set state = 'copy', sha256 = ?2, reason = null, code = null,
         who_can_fix = null where sha256 = ?1`,
    ).run(sha256, of)
    db.query('delete from video where sha256 = ?').run(sha256)
  })
  become.immediate()
}

/** It waits for the creator's word; until then it is only a held name. */
export function holdVersion({ db }: Holder, sha256: string, reason: string): void {
  const hold = db.transaction(() => {
    db.query(
      `update file set state = 'held', code = 'other_version', who_can_fix = 'you', reason = ?2,
         sha256 = null, verdict = 'broken' where sha256 = ?1`,
    ).run(sha256, reason)
    db.query('delete from video where sha256 = ?').run(sha256)
  })
  hold.immediate()
}
