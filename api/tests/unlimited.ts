/** Counters that let everything through: for tests of what else an api refuses. */
import { createLog } from '../src/outside/log.ts'
import { createRateLimits } from '../src/outside/rate-limits/create-rate-limits.ts'
import type { RateLimits } from '../src/outside/rate-limits/rate-limits.ts'

export async function unlimited(): Promise<RateLimits> {
  const counting = await createRateLimits(
    { kind: 'memory' },
    createLog(() => undefined),
  )
  const answer = { isAllowed: true, remaining: 1, resetSeconds: 1 }
  return { ...counting, consume: async () => answer }
}
