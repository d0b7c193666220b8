import type { WhoCanFix } from '@content/api/contract'
import { DAY_MS, MINUTE_MS } from './durations.ts'

/** When to try again: never, with growing pauses, or after a stated time. */
export type Retry = 'never' | 'backoff' | { afterMs: number }

export interface Cause {
  code: string
  /** What the creator reads. */
  reason: string
  whoCanFix: WhoCanFix
  retry: Retry
}

/** A step could not be done. What it means for the creator, and whether trying again can help. */
export class Setback extends Error {
  constructor(readonly why: Cause) {
    super(why.reason)
  }
}

export const heldElsewhere = () =>
  new Setback({
    code: 'held_elsewhere',
    reason: 'Another of your devices is publishing this video there.',
    whoCanFix: 'wait',
    retry: { afterMs: MINUTE_MS },
  })

const LONGEST_PAUSE_MS = 4 * MINUTE_MS

/** 1, 2, 4, 8, 16 … seconds, give or take a quarter, and never more than five minutes. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const pause = Math.min(1000 * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS)
  return Math.round(pause * (0.75 + random() / 2))
}

/** Seconds or a date, as `Retry-After` allows, but a day at most; null when it says no time. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (!header) return null
  if (/^\d+$/.test(header)) return Math.min(Number(header) * 1000, DAY_MS)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - nowMs), DAY_MS)
}
