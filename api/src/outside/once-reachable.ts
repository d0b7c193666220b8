import type { Log } from './log.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5000

/** A server that is down, not yet up, full, busy, or not yet the one that takes writes. */
const CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|08\w{3}|57P0[123]|53300|55P03|3D000|25006)$/
/** What \`pg\` and its pool say without a code. */
const WORDS = /^(timeout e(xceeded|xpired)|Connection terminated|Query read timeout)/i

interface Waiting {
  log: Log
  signal: AbortSignal
  /** Told once, when it turns out that the database is not there. */
  onAway: () => void
}

/**
 * Does what needs the database, and does it again for as long as that is away; any other error is
 * thrown. Null when told to stop while it waits.
 */
export async function onceReachable<T>(
  work: () => Promise<T>,
  { log, signal, onAway }: Waiting,
): Promise<T | null> {
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs *= 2) {
    try {
      return await work()
    } catch (error) {
      if (!isAway(error)) throw error
      log.warn('the database is away', { reason: reasonOf(error) })
      onAway()
    }
    await pause(Math.min(pauseMs, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2), signal)
  }
  return null
}

/** Whether an error says that the database cannot be reached, and may be soon. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway)
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return (
    (code !== undefined && CODES.test(code)) || WORDS.test(error.message) || isAway(error.cause)
  )
}

const reasonOf = (error: unknown) =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error))

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
}
