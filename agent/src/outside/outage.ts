import { MINUTE_MS } from '../lib/durations.ts'

/** Other hosts may go on failing for their own reasons; nobody is hurried for them. */
const AT_MOST_EVERY_MS = MINUTE_MS

export type Outage = ReturnType<typeof openOutage>

/** Tells a network that is gone from a host that is: then everything fails, and nothing works. */
export function openOutage(onBack: () => void, steady: () => number = () => performance.now()) {
  const failing = new Set<string>()
  let workedAt: number | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    failed: (host: string) => void failing.add(host),
    /** Several hosts failed, and nothing has worked since. */
    isOut: () => failing.size > 1,
    worked() {
      const wasOut = failing.size > 1
      failing.clear()
      workedAt = steady()
      if (!wasOut || workedAt - toldAt < AT_MOST_EVERY_MS) return
      toldAt = workedAt
      onBack()
    },
    /** Did anything get through since then? */
    isOverSince: (atMs: number) => workedAt !== null && workedAt > atMs,
  }
}
