import type { BuyPacks, PaymentPage } from '../../contract/index.ts'
import { PLANS } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { leadingBack, openPageFor } from './pay-at-stripe.ts'
import { withCustomer } from './with-customer.ts'

/** The page at Stripe where more uploads for this month are paid; they count once it is. */
export function buyPacks(ctx: ByPerson, { packs }: BuyPacks): Promise<PaymentPage> {
  if (PLANS[ctx.actor.plan].uploadsPerMonth === null) {
    throw new Fault('conflict', 'Your plan has no limit, so there is nothing to add to it.')
  }
  return withCustomer(ctx, async talk => {
    const { payments, customerId, workspaceId, key } = talk
    const intent = `packs:${packs}`
    const open = await openPageFor(talk, intent, 'packs:')
    if (open !== null) return { url: open }
    const page = { customerId, workspaceId, intent, ...leadingBack(ctx.config.publicUrl) }
    return { url: await payments.beginPacks({ ...page, packs }, key('packs', intent)) }
  })
}
