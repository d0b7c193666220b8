import { z } from 'zod'
import { MINUTE_MS, Setback } from '../setback.ts'
import { parseJson, type Reply } from '../wire.ts'

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
export function pauseFor({ headers }: Pick<Reply, 'headers'>): number {
  const app = Percents.safeParse(parseJson(headers.get('x-app-usage') ?? '')).data
  const all = ByBusiness.safeParse(parseJson(headers.get('x-business-use-case-usage') ?? '')).data
  const used = [...(app ? [app] : []), ...Object.values(all ?? {}).flat()]
  return Math.max(0, ...used.map(pauseOf))
}

function pauseOf(used: Percents): number {
  const regainMs = used.estimated_time_to_regain_access * MINUTE_MS
  const percent = Math.max(used.call_count, used.total_time, used.total_cputime)
  if (percent <= MOST_PERCENT && regainMs === 0) return 0
  return regainMs || PAUSE_MS
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
