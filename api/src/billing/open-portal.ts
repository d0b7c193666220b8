import type { PaymentPage } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { endAlert, raiseAlert } from '../operator/alert.queries.ts'
import { billingOf } from './billing.queries.ts'
import { requirePayments } from './with-customer.ts'

const MEND =
  'Stripe does not open its page for cards and invoices. Save its settings at Stripe (Settings, ' +
  'Billing, Customer portal), or let STRIPE_SECRET_KEY write portal configurations.'

/** Stripe's page for cards, addresses and invoices. */
export async function openPortal(ctx: ByPerson): Promise<PaymentPage> {
  const payments = requirePayments(ctx)
  const row = await billingOf(ctx.db, ctx.actor.workspaceId)
  const backUrl = `${ctx.config.publicUrl}/settings/billing`
  const portal = row?.customer_id && (await payments.beginPortal(row.customer_id, backUrl))
  if (!portal || portal.kind === 'gone') throw new Fault('conflict', 'Nothing was bought yet.')
  if (portal.kind === 'unset') {
    await raiseAlert(ctx, { kind: 'portal_unset', detail: MEND })
    throw new Fault(
      'unavailable',
      'The page for cards and invoices is not set up yet. Only those who run this service can ' +
        'mend that, and they have been told.',
    )
  }
  await endAlert(ctx.db, 'portal_unset', ctx.now())
  return { url: portal.url }
}
