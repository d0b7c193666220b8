/** How fast each upload goes, from what is heard of it while the page is open. */

interface Heard {
  percent: number
  atMs: number
}

export interface Pace {
  bytesPerSecond: number
  leftMs: number
}

/** Less than this says more about the moment than about the line. */
const SHORTEST_MS = 1500

/** The pace between two reports of one upload; null while too little was heard to tell. */
function paceBetween(first: Heard, last: Heard, sizeBytes: number): Pace | null {
  const tookMs = last.atMs - first.atMs
  const percent = last.percent - first.percent
  if (tookMs < SHORTEST_MS || percent <= 0) return null
  const bytesPerMs = (sizeBytes * percent) / 100 / tookMs
  const leftBytes = (sizeBytes * (100 - last.percent)) / 100
  return { bytesPerSecond: bytesPerMs * 1000, leftMs: leftBytes / bytesPerMs }
}

/** Remembers the first report of each upload; one that went back begins anew. */
export function makePaces(nowMs: () => number = Date.now) {
  const heard = new Map<string, { first: Heard; last: Heard }>()
  return {
    of(id: string, percent: number, sizeBytes: number): Pace | null {
      const last = { percent, atMs: nowMs() }
      const before = heard.get(id)
      const isOn = before !== undefined && before.last.percent <= percent
      const first = isOn ? before.first : last
      const isNews = !isOn || before.last.percent < percent
      heard.set(id, { first, last: isNews ? last : before.last })
      return paceBetween(first, isNews ? last : before.last, sizeBytes)
    },
  }
}
