import type { Billing } from '../../contract/index.ts'
import { BillingInterval, PACK, PlanName } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { readQuota } from '../plan/quota.queries.ts'
import { billingOf } from './billing.queries.ts'

/** What this workspace pays for, as last heard from Stripe. */
export async function showBilling(ctx: ByPerson): Promise<Billing> {
  const { workspaceId } = ctx.actor
  const row = await billingOf(ctx.db, workspaceId)
  if (!row) throw new Fault('not_found')
  const plan = PlanName.parse(row.plan)
  const { extra } = await readQuota(ctx.db, { workspaceId, plan }, ctx.now())
  return {
    isSetUp: ctx.payments !== null,
    plan,
    status: row.status,
    interval: BillingInterval.nullable().parse(row.interval),
    periodEndsAt: text(row.period_ends_at),
    trialEndsAt: text(row.trial_ends_at),
    nextPlan: PlanName.nullable().parse(row.next_plan),
    nextInterval: BillingInterval.nullable().parse(row.next_interval),
    cancelsAt: text(row.cancels_at),
    graceUntil: text(row.grace_until),
    mayTry: row.has_had_trial !== true,
    hasPortal: ctx.payments !== null && row.customer_id !== null,
    pack: { uploads: PACK.uploads, cents: PACK.cents, bought: extra },
  }
}

const text = (at: Date | null) => at?.toISOString() ?? null
