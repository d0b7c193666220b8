import type { Journal } from '../../journal/journal.ts'
import type { PublicationStep } from '../../journal/next-step.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../../journal/rows.ts'

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

const PAUSED = 'paused'

/** A step was broken off by a pause; it goes on from what the platform has by then. */
class Braked extends Error {}

const STOPPABLE = new Set<PublicationStep>(['ask_consent', 'reserve', 'begin', 'check'])

interface Guarded {
  row: PublicationRow
  step: PublicationStep
  signal: AbortSignal
}

/** Stops what is being sent as soon as the journal says that it has to stand still. */
export function openBrakes(journal: Journal, now: () => number) {
  const running = new Map<number, { sha256: string; brake: AbortController }>()
  return {
    async guard<T>({ row, step, signal }: Guarded, work: (signal: AbortSignal) => Promise<T>) {
      if (!STOPPABLE.has(step)) return work(signal)
      if (row.code === PAUSED) journal.changePublication(row.id, NO_TROUBLE)
      const brake = new AbortController()
      running.set(row.id, { sha256: row.sha256, brake })
      try {
        return await work(AbortSignal.any([signal, brake.signal]))
      } catch (error) {
        if (!brake.signal.aborted) throw error
        const said = { code: PAUSED, reason: 'Paused.', who_can_fix: null }
        journal.changePublication(row.id, { ...said, speed: null, seconds_left: null })
        throw new Braked()
      } finally {
        running.delete(row.id)
      }
    },
    isBroken: (error: unknown) => error instanceof Braked,
    look(): void {
      if (running.size === 0) return
      const isAllPaused = pausedUntil(journal, now()) !== null
      for (const [id, { sha256, brake }] of running) {
        if (!isAllPaused && journal.video(sha256)?.is_paused !== 1) continue
        // What is being finished ends in a moment; breaking it off would leave a doubt.
        if (journal.publication(id)?.stage !== 'finishing') brake.abort()
      }
    },
  }
}
