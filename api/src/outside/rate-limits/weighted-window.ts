/** Counting that lets no burst through where one window ends and the next begins. */
import type { RateAnswer, RateLimit } from './rate-limits.ts'

/** One window's calls, kept for as long as the window after it still weighs them. */
export interface WindowCounter {
  /** Counts one call more; how many there are now. */
  add(name: string): Promise<number>
  /** How many were counted. */
  of(name: string): Promise<number>
  takeBack(name: string): Promise<void>
}

interface Counted {
  /** Calls in this window, with the one that is asked about. */
  current: number
  previous: number
  nowMs: number
}

/** Whether a limit guards secrets, and so is weighed. */
export const isGuard = (limit: RateLimit): boolean => limit.whenStoreIsAway === 'refuse'

/** How long a counter has to remember a window. */
export const rememberedSeconds = ({ windowSeconds }: RateLimit): number => windowSeconds * 2

/** Counts a call against this window, and the last one by the share of it that is still near. */
export async function consumeWeighted(
  counter: WindowCounter,
  limit: RateLimit,
  { key, nowMs }: { key: string; nowMs: number },
): Promise<RateAnswer> {
  const window = Math.floor(nowMs / (limit.windowSeconds * 1000))
  const [current, previous] = await Promise.all([
    counter.add(`${window}:${key}`),
    counter.of(`${window - 1}:${key}`),
  ])
  const answer = weigh(limit, { current, previous, nowMs })
  // Else who goes on knocking would never be let in again. Nobody has to wait for it.
  if (!answer.isAllowed) counter.takeBack(`${window}:${key}`).catch(() => undefined)
  return answer
}

/** What counts of two windows say; refused calls are in none of them. */
export function weigh(limit: RateLimit, { current, previous, nowMs }: Counted): RateAnswer {
  // In whole numbers of calls times milliseconds, so that an edge is where it is said to be.
  const windowMs = limit.windowSeconds * 1000
  const leftMs = windowMs - (nowMs % windowMs)
  const left = (limit.points - current) * windowMs - previous * leftMs
  const isAllowed = left >= 0
  const waitMs = isAllowed ? leftMs : waitOf(limit, { taken: current - 1, previous, leftMs })
  return {
    isAllowed,
    remaining: Math.max(0, Math.floor(left / windowMs)),
    resetSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  }
}

/** How long until enough of what was taken has gone by for one call more. */
function waitOf(
  { points, windowSeconds }: RateLimit,
  { taken, previous, leftMs }: { taken: number; previous: number; leftMs: number },
): number {
  const windowMs = windowSeconds * 1000
  const room = points - 1 - taken
  if (room >= 0) return leftMs - Math.floor((room * windowMs) / previous)
  return leftMs + windowMs - Math.floor(((points - 1) * windowMs) / taken)
}
