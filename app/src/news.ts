/** What an open list asks for again: all that it shows, or only what changed. */
export interface Refetch {
  all(): Promise<unknown>
  some(publicationIds: string[]): Promise<unknown>
}

interface Pace {
  firstMs: number
  /** From the beginning of one question to the next, while news goes on and on. */
  everyMs: number
  /** How much longer after a question that failed. */
  afterFailureMs: number
}

// Progress arrives several times a second from each computer; the eye needs it once.
const USUAL: Pace = { firstMs: 300, everyMs: 1500, afterFailureMs: 10_000 }
/** More at once than one question holds; then a look at everything is cheaper. */
const MOST_AT_ONCE = 50

/** Gathers what changed and asks about it in one question at a time, however much news comes. */
export function gatherNews(refetch: Refetch, { firstMs, everyMs, afterFailureMs }: Pace = USUAL) {
  let changed = new Set<string>()
  let isAll = false
  let isAsking = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const soon = () => {
    if (isStopped || isAsking || timer !== undefined) return
    const sinceMs = performance.now() - askedAt
    timer = setTimeout(run, Math.max(firstMs, everyMs - sinceMs))
  }
  const run = async () => {
    timer = undefined
    isAsking = true
    askedAt = performance.now()
    const ids = [...changed]
    const wantsAll = isAll || ids.length > MOST_AT_ONCE
    changed = new Set()
    isAll = false
    try {
      await (wantsAll ? refetch.all() : refetch.some(ids))
    } catch {
      // Nobody knows any more what was missed; the server is left in peace for a while.
      isAll = true
      askedAt += afterFailureMs
    }
    isAsking = false
    if (isAll || changed.size > 0) soon()
  }
  return {
    add(publicationId: string) {
      changed.add(publicationId)
      soon()
    },
    all() {
      isAll = true
      soon()
    },
    /** Nobody looks any more; a question that is under way is not followed by another. */
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
