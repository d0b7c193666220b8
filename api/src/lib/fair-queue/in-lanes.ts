interface Lanes<Job> {
  /** How many jobs are done at once, at most. */
  most: number
  /** Takes the next job in turn, or null when none may be taken now. */
  claim: () => Promise<Job | null>
  work: (job: Job) => Promise<unknown>
}

/** How often somebody looks for what came while work is under way. */
const LOOK_MS = 1000

/**
 * Does all that is waiting, and what comes while some of it takes long. Jobs are claimed one by
 * one, so that each claim knows of all that is under way. The first error ends it, once what was
 * begun is over.
 */
export async function inLanes<Job>(
  { most, claim, work }: Lanes<Job>,
  signal?: AbortSignal,
): Promise<void> {
  const under = new Set<Promise<void>>()
  const errors: unknown[] = []
  const begin = (job: Job) => {
    const done = work(job)
      .catch(error => void errors.push(error))
      .then(() => void under.delete(done))
    under.add(done)
  }
  try {
    while (!signal?.aborted && errors.length === 0) {
      const before = under.size
      const job = before < most ? await claim() : null
      if (job !== null) begin(job)
      else if (before === 0) break
      // A job that ended while we looked may have made room for another.
      else if (under.size === before) await oneOf(under)
    }
  } finally {
    await Promise.all(under)
  }
  if (errors.length > 0) throw errors[0]
}

/** Until one of these is over, but not for long. */
async function oneOf(under: Set<Promise<void>>): Promise<void> {
  const { promise: pause, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, LOOK_MS)
  await Promise.race([...under, pause])
  clearTimeout(timer)
}
