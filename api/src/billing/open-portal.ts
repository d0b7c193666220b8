import type { PaymentPage } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { billingOf } from './billing.queries.ts'
import { requirePayments } from './with-customer.ts'

/** Stripe's page for cards, addresses and invoices. */
export async function openPortal(ctx: ByPerson): Promise<PaymentPage> {
  const payments = requirePayments(ctx)
  const row = await billingOf(ctx.db, ctx.actor.workspaceId)
  const backUrl = `${ctx.config.publicUrl}/billing`
  const url = row?.customer_id ? await payments.beginPortal(row.customer_id, backUrl) : null
  if (url === null) throw new Fault('conflict', 'Nothing was bought yet.')
  return { url }
}
