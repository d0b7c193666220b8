import type { Billing } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { showBilling } from './show-billing.ts'
import { withCustomer } from './with-customer.ts'

/** Ends the subscription when the period that is paid for ends; until then the plan stays. */
export async function cancelPlan(ctx: ByPerson): Promise<Billing> {
  await withCustomer(ctx, async ({ payments, running, key }) => {
    if (!running) throw new Fault('conflict', 'There is no subscription to cancel.')
    const { id, scheduleId, cancelsAt } = running
    if (cancelsAt !== null) return
    if (scheduleId !== null) await payments.dropSchedule(scheduleId, key('drop', scheduleId))
    await payments.cancelAtPeriodEnd(running, key('cancel', id))
  })
  return showBilling(ctx)
}
