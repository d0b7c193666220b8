import type { Journal } from '../../journal/journal.ts'
import type { PublicationStep } from '../../journal/next-step.ts'
import { pausedUntil } from '../../journal/pauses.ts'
import { NO_TROUBLE, type PublicationRow } from '../../journal/rows.ts'

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
