import type { Billing } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import type { Subscription } from '../outside/stripe/payments.ts'
import { showBilling } from './show-billing.ts'
import type { Talk } from './with-customer.ts'
import { withSubscription } from './with-customer.ts'

/** Takes back a cancellation, or a smaller plan, that was to come when the period ends. */
export async function resumePlan(ctx: ByPerson): Promise<Billing> {
  const refusal = 'The subscription has ended; please begin a new one.'
  await withSubscription(ctx, refusal, keepAsItIs)
  return showBilling(ctx)
}

/** Leaves a subscription with nothing that would change or end it. */
export async function keepAsItIs({ payments, key }: Talk, it: Subscription): Promise<void> {
  const { id, scheduleId, cancelsAt } = it
  if (scheduleId !== null) await payments.dropSchedule(scheduleId, key('drop', scheduleId))
  if (cancelsAt !== null) await payments.keepRunning(it, key('resume', id))
}
