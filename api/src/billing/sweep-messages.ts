import type { Context } from '../context.ts'
import { customersPastGrace } from './billing.queries.ts'
import { customersWithMessages } from './message.queries.ts'
import { syncCustomer, syncMessages } from './sync-customer.ts'

const MOST_CUSTOMERS = 500
const MOST_FAILURES = 3

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'payments'>

/** Does what a crash or an outage left undone, and ends the plans whose time to pay is over. */
export async function sweepMessages(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { payments } = ctx
  if (!payments) return
  const withThem = { ...ctx, payments }
  let failures = 0
  for (const customerId of await customersWithMessages(ctx.db, MOST_CUSTOMERS)) {
    // Each failure takes as long as Stripe's silence; the rest would only wait in vain.
    if (signal.aborted || failures >= MOST_FAILURES) return
    if (!(await syncMessages(withThem, customerId))) failures += 1
  }
  for (const customer of await customersPastGrace(ctx.db, ctx.now())) {
    if (signal.aborted) return
    await syncCustomer(withThem, customer)
  }
}
