import {
  Billing,
  BuyPacks,
  ChoosePlan,
  InvoicePage,
  ListInvoices,
  PaymentPage,
} from '../../contract/index.ts'
import type { RateLimit } from '../outside/rate-limits/rate-limits.ts'
import { byPerson, router } from '../trpc.ts'
import { beginCheckout } from './begin-checkout.ts'
import { buyPacks } from './buy-packs.ts'
import { cancelPlan } from './cancel-plan.ts'
import { changePlan } from './change-plan.ts'
import { listInvoices } from './list-invoices.ts'
import { openPortal } from './open-portal.ts'
import { resumePlan } from './resume-plan.ts'
import { showBilling } from './show-billing.ts'

// Not a procedure: Stripe's messages are checked byte for byte, before anything parses them.
export { receiveMessage } from './sync/receive-message.ts'

// Each of these keeps a connection of the database while Stripe answers.
const limit: RateLimit = { name: 'billing', points: 30, windowSeconds: 60, by: 'workspace' }
const asOwner = byPerson('owner').meta({ limit })

export const billingRouter = router({
  show: byPerson('viewer')
    .output(Billing)
    .query(({ ctx }) => showBilling(ctx)),

  invoices: asOwner
    .input(ListInvoices)
    .output(InvoicePage)
    .query(({ ctx, input }) => listInvoices(ctx, input)),

  checkout: asOwner
    .input(ChoosePlan)
    .output(PaymentPage)
    .mutation(({ ctx, input }) => beginCheckout(ctx, input)),

  portal: asOwner.output(PaymentPage).mutation(({ ctx }) => openPortal(ctx)),

  changePlan: asOwner
    .input(ChoosePlan)
    .output(Billing)
    .mutation(({ ctx, input }) => changePlan(ctx, input)),

  cancel: asOwner.output(Billing).mutation(({ ctx }) => cancelPlan(ctx)),

  resume: asOwner.output(Billing).mutation(({ ctx }) => resumePlan(ctx)),

  buyPack: asOwner
    .input(BuyPacks)
    .output(PaymentPage)
    .mutation(({ ctx, input }) => buyPacks(ctx, input)),
})
