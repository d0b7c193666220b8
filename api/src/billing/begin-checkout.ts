import type { ChoosePlan, PaymentPage } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { leadingBack, openPageFor } from './pay-at-stripe.ts'
import { withCustomer } from './with-customer.ts'

/** The page at Stripe where the first payment for a plan is made, or its trial begun. */
export function beginCheckout(ctx: ByPerson, choice: ChoosePlan): Promise<PaymentPage> {
  return withCustomer(ctx, async talk => {
    const { payments, customerId, workspaceId, customer, running, key } = talk
    if (running) {
      throw new Fault('conflict', 'There is a subscription already; change its plan instead.')
    }
    // Once per workspace, whatever became of the subscription that it began with.
    const hasTrial = !talk.hasHadTrial && !customer.subscriptions.some(it => it.hasHadTrial)
    const intent = ['plan', choice.plan, choice.interval, ...(hasTrial ? ['trial'] : [])].join(':')
    const open = await openPageFor(talk, intent, 'plan:')
    if (open !== null) return { url: open }
    const page = { customerId, workspaceId, intent, ...leadingBack(ctx.config.publicUrl) }
    const newest = customer.subscriptions[0]?.id ?? 'none'
    const about = key('checkout', intent, newest)
    return { url: await payments.beginSubscription({ ...page, choice, hasTrial }, about) }
  })
}
