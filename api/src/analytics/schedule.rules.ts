import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/time.ts'

interface Pace {
  /** For videos younger than this. */
  untilAgeMs: number
  everyMs: number
}

/** How often a video is asked about, by its age: what its first day brings changes fastest. */
export const PACES: readonly Pace[] = [
  { untilAgeMs: DAY_MS, everyMs: HOUR_MS },
  { untilAgeMs: 7 * DAY_MS, everyMs: 6 * HOUR_MS },
  // Twice a day, so that none of the creator's days goes without.
  { untilAgeMs: 30 * DAY_MS, everyMs: 12 * HOUR_MS },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 7 * DAY_MS },
]
/** No video is left alone for longer, so that what is gone is noticed within a month. */
const LONGEST_MS = 7 * DAY_MS

const FIRST_RETRY_MS = 5 * MINUTE_MS
const LONGEST_RETRY_MS = 6 * HOUR_MS

/** When a video is asked about again; each time that nothing was told, twice as long. */
export function nextFiguresAt(publishedAt: Date, missed: number, now: Date): Date {
  const ageMs = now.getTime() - publishedAt.getTime()
  const everyMs = PACES.find(pace => ageMs < pace.untilAgeMs)?.everyMs ?? LONGEST_MS
  return new Date(now.getTime() + Math.min(LONGEST_MS, everyMs * 2 ** Math.min(missed, 20)))
}

/** When a platform that gave nothing is asked again for a channel; its own wish goes first. */
export function nextTryAt(failed: number, retryAfterSeconds: number | undefined, now: Date): Date {
  const backOffMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failed, 20))
  return new Date(now.getTime() + Math.max(backOffMs, (retryAfterSeconds ?? 0) * 1000))
}
