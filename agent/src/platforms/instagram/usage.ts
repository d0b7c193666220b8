import { z } from 'zod'
import { DAY_MS, MINUTE_MS } from '../../lib/durations.ts'
import { type Cause, Setback } from '../../lib/step-error.ts'
import { longerOf } from '../fault-rows.ts'
import { parseJson, type Reply } from '../http.ts'

/** At all of it Instagram refuses everything, questions about what is being published included. */
const MOST_PERCENT = 90
const PAUSE_MS = 5 * MINUTE_MS

const Percents = z.looseObject({
  call_count: z.number().default(0),
  total_time: z.number().default(0),
  total_cputime: z.number().default(0),
  /** In minutes. */
  estimated_time_to_regain_access: z.number().default(0),
})
type Percents = z.infer<typeof Percents>
const ByBusiness = z.record(z.string(), z.array(Percents))

/** How long to change nothing, going by the usage that an answer reports; 0: go on. */
export const pauseFor = (reply: Pick<Reply, 'headers'>): number =>
  Math.max(0, ...usedOf(reply).map(pauseOf))

/** When a refusal says when there is room again, that is when; a whole day stays a day. */
export function withRetryAfter(cause: Cause, reply: Pick<Reply, 'headers'>): Cause {
  const { retry, whoCanFix } = cause
  if (whoCanFix !== 'wait' || retry === 'never') return cause
  const isGuess = retry === 'backoff'
  const waitMs = isGuess ? pauseFor(reply) : Math.max(0, ...usedOf(reply).map(regainMs))
  if (waitMs === 0) return cause
  const wait = { afterMs: waitMs }
  const isDay = !isGuess && retry.afterMs >= DAY_MS
  return { ...cause, retry: isDay ? longerOf(retry, wait) : wait }
}

function usedOf({ headers }: Pick<Reply, 'headers'>): Percents[] {
  const app = Percents.safeParse(parseJson(headers.get('x-app-usage') ?? '')).data
  const all = ByBusiness.safeParse(parseJson(headers.get('x-business-use-case-usage') ?? '')).data
  return [...(app ? [app] : []), ...Object.values(all ?? {}).flat()]
}

const regainMs = (used: Percents) =>
  Math.min(used.estimated_time_to_regain_access * MINUTE_MS, DAY_MS)

function pauseOf(used: Percents): number {
  const waitMs = regainMs(used)
  const percent = Math.max(used.call_count, used.total_time, used.total_cputime)
  if (percent <= MOST_PERCENT && waitMs === 0) return 0
  return waitMs || PAUSE_MS
}

/** Throws when the next change has to wait until Instagram has room for it again. */
export function assertRoom(reply: Pick<Reply, 'headers'>): void {
  const afterMs = pauseFor(reply)
  if (afterMs === 0) return
  throw new Setback({
    code: 'usage_high',
    reason: 'Instagram is asked too much just now. It goes on by itself a little later.',
    whoCanFix: 'wait',
    retry: { afterMs },
  })
}
