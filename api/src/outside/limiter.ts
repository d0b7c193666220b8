export interface Limiter {
  /** Runs `work` when fewer than the most are at it. */
  limited<T>(work: () => Promise<T>): Promise<T>
  /** When nobody is at it and nobody waits. */
  whenEmpty(): Promise<void>
}

/** Lets at most so many work at once; the others wait, first come first served. */
export function createLimiter(mostAtOnce: number): Limiter {
  const waiting: (() => void)[] = []
  const under = new Set<Promise<unknown>>()
  let free = mostAtOnce
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
  return {
    limited(work) {
      const running = run(work)
      under.add(running)
      const over = () => under.delete(running)
      running.then(over, over)
      return running
    },
    async whenEmpty() {
      while (under.size > 0) await Promise.allSettled(under)
    },
  }
}
