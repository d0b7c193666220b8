import { z } from 'zod'
import { PlanName } from './plans.ts'

/** How many uploads the workspace has used this month; `limit` and `remaining` null = unlimited. */
export const Quota = z.object({
  plan: PlanName,
  /** First day of the month (UTC), `YYYY-MM-DD`. */
  period: z.iso.date(),
  used: z.number().int().min(0),
  held: z.number().int().min(0),
  /** Bought for this month on top of the plan; `limit` includes them. */
  extra: z.number().int().min(0).default(0),
  limit: z.number().int().min(0).nullable(),
  remaining: z.number().int().min(0).nullable(),
  resetsAt: z.iso.datetime(),
})
export type Quota = z.infer<typeof Quota>
