import type { z } from 'zod'
import type { InvoicePage, ListInvoices } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { billingOf } from './billing.queries.ts'

/** The workspace's invoices, newest first. */
export async function listInvoices(
  ctx: ByPerson,
  { limit, cursor }: z.output<typeof ListInvoices>,
): Promise<InvoicePage> {
  const row = await billingOf(ctx.db, ctx.actor.workspaceId)
  if (!ctx.payments || !row?.customer_id) return { items: [], nextCursor: null }
  return ctx.payments.invoices(row.customer_id, { limit, ...(cursor !== undefined && { cursor }) })
}
