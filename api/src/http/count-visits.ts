import type { Context } from '../context.ts'
import { MINUTE_MS } from '../lib/time.ts'
import { addVisits } from './visits.queries.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'log'>

/**
 * Counts who comes to look, and nothing of who they are. Written once a minute at most; a process
 * that is killed loses its last one.
 */
export function countVisits({ db, now, log }: Ctx, stopping: AbortSignal): () => void {
  let visits = 0
  let timer: Timer | undefined
  const write = async () => {
    clearTimeout(timer)
    timer = undefined
    const count = visits
    visits = 0
    if (count === 0) return
    await addVisits(db, count, now()).catch(error =>
      log.warn('visits were not counted', { count, reason: String(error) }),
    )
  }
  stopping.addEventListener('abort', () => void write(), { once: true })
  return () => {
    visits += 1
    if (stopping.aborted) return void write()
    timer ??= setTimeout(write, MINUTE_MS).unref()
  }
}
