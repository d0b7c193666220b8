import type { Journal } from './journal.ts'
import type { VideoRow } from './rows.ts'

/** A pause without an end; the last instant that a date can hold. */
export const FOREVER_MS = 8_640_000_000_000_000

const NAME = 'paused_until'

type Db = Pick<Journal, 'db'>

/** Until when nothing is sent or published, in milliseconds since 1970; null: not paused. */
export function pausedUntil({ db }: Db, nowMs: number): number | null {
  const row = db
    .query<{ value: string }, [string]>('select value from setting where name = ?')
    .get(NAME)
  const untilMs = Number(row?.value ?? 0)
  return untilMs > nowMs ? untilMs : null
}

/** Holds everything back until then, over restarts too. Files are still found and prepared. */
export function pauseAll({ db }: Db, untilMs: number): void {
  db.query(
    `insert into setting (name, value) values (?1, ?2)
     on conflict (name) do update set value = ?2`,
  ).run(NAME, String(untilMs))
}

export function resumeAll({ db }: Db): void {
  db.query('delete from setting where name = ?').run(NAME)
}

/** Videos as a pause of everything makes them; one that ends within `shortMs` does not count. */
export function underPause(journal: Db, nowMs: number, shortMs = 0) {
  const leftMs = (pausedUntil(journal, nowMs) ?? nowMs) - nowMs
  return (video: VideoRow): VideoRow => (leftMs > shortMs ? { ...video, is_paused: 1 } : video)
}
