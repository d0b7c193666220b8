const LONGEST_MS = 55_000
const PAUSE_MS = 2000

interface Rhythm {
  longestMs?: number
  pauseMs?: number
}

/**
 * Does the work again and again until the minute is almost over, so that a job that is started
 * each minute leaves nothing waiting for longer than a breath.
 */
export async function throughTheMinute(
  work: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
  { longestMs = LONGEST_MS, pauseMs = PAUSE_MS }: Rhythm = {},
): Promise<void> {
  const endsAt = performance.now() + longestMs
  while (!signal.aborted) {
    await work(signal)
    if (performance.now() + pauseMs >= endsAt) return
    await pause(pauseMs, signal)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  const stop = () => {
    clearTimeout(timer)
    resolve()
  }
  signal.addEventListener('abort', stop, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', stop))
}
