import type { Journal } from '../../journal/journal.ts'
import type { PublicationStep } from '../../journal/next-step.ts'
import { pausedUntil } from '../../journal/pauses.ts'
import { NO_TROUBLE, type PublicationRow } from '../../journal/rows.ts'

const PAUSED = 'paused'

/** A step was broken off by a pause; it goes on from what the platform has by then. */
class Braked extends Error {}

const STOPPABLE = new Set<PublicationStep>(['ask_consent', 'reserve', 'begin', 'check'])
/** A pause lets a file be prepared; whoever cancels it has no use for that. */
const CANCELLABLE = new Set<PublicationStep>([...STOPPABLE, 'prepare'])

interface Guarded {
  row: PublicationRow
  step: PublicationStep
  signal: AbortSignal
}

interface Running {
  sha256: string
  step: PublicationStep
  brake: AbortController
}

/** Stops what is being sent as soon as the journal says that it has to stand still. */
export function openBrakes(journal: Journal, now: () => number) {
  const running = new Map<number, Running>()
  const isToStop = ({ sha256, step }: Running, isAllPaused: boolean) => {
    const video = journal.video(sha256)
    if (video && video.cancelled_at !== null) return true
    return STOPPABLE.has(step) && (isAllPaused || video?.is_paused === 1)
  }
  return {
    async guard<T>({ row, step, signal }: Guarded, work: (signal: AbortSignal) => Promise<T>) {
      if (!CANCELLABLE.has(step)) return work(signal)
      if (row.code === PAUSED) journal.changePublication(row.id, NO_TROUBLE)
      const brake = new AbortController()
      running.set(row.id, { sha256: row.sha256, step, brake })
      try {
        return await work(AbortSignal.any([signal, brake.signal]))
      } catch (error) {
        if (!brake.signal.aborted) throw error
        if (journal.video(row.sha256)?.cancelled_at !== null) throw new Braked()
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
      for (const [id, it] of running) {
        if (!isToStop(it, isAllPaused)) continue
        // What is being finished ends in a moment; breaking it off would leave a doubt.
        if (journal.publication(id)?.stage !== 'finishing') it.brake.abort()
      }
    },
  }
}
