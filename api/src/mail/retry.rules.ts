import { MINUTE_MS } from '../lib/time.ts'

/** Minutes to wait after each failed try: a server that greylists wants a few, an outage hours. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440]

/** When to try again after this many tries; null when it was tried long enough. */
export function nextTryAt(attempts: number, now: Date): Date | null {
  const minutes = WAITS[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * MINUTE_MS)
}

/** Whether what the mail leads to has ended before it could be sent. */
export function hasEnded(data: object, createdAt: Date, now: Date): boolean {
  if (!('minutes' in data) || typeof data.minutes !== 'number') return false
  return createdAt.getTime() + data.minutes * MINUTE_MS <= now.getTime()
}
