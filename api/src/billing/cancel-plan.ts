import type { Billing } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { showBilling } from './show-billing.ts'
import { withSubscription } from './with-customer.ts'

/** Ends the subscription when the period that is paid for ends; until then the plan stays. */
export async function cancelPlan(ctx: ByPerson): Promise<Billing> {
  const refusal = 'There is no subscription to cancel.'
  await withSubscription(ctx, refusal, async ({ payments, key }, running) => {
    const { id, scheduleId, cancelsAt } = running
    if (cancelsAt !== null) return
    if (scheduleId !== null) await payments.dropSchedule(scheduleId, key('drop', scheduleId))
    await payments.cancelAtPeriodEnd(running, key('cancel', id))
  })
  return showBilling(ctx)
}
