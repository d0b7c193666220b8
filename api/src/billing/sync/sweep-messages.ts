import type { Context } from '../../context.ts'
import { type Customer, customersPastGrace } from '../billing.queries.ts'
import { customersWithMessages } from './message.queries.ts'
import { type SyncCtx, syncCustomer, syncMessages } from './sync-customer.ts'

const MOST_CUSTOMERS = 500
const MOST_SILENCES = 3

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'payments'>

/** Does what a crash or an outage left undone, and ends the plans whose time to pay is over. */
export async function sweepMessages(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { payments } = ctx
  if (!payments) return
  const withThem = { ...ctx, payments }
  let silences = 0
  const isOver = () => signal.aborted || silences >= MOST_SILENCES
  // Each silence takes long, and the rest would only wait in vain; any other failure is one's own.
  const count = (isDone: boolean) => {
    if (isDone) silences = 0
    else if (!payments.isAnswering()) silences += 1
  }
  for (const customerId of await customersWithMessages(ctx.db, MOST_CUSTOMERS)) {
    if (isOver()) return
    count(await syncMessages(withThem, customerId))
  }
  for (const customer of await customersPastGrace(ctx.db, ctx.now())) {
    if (isOver()) return
    count(await endGrace(withThem, customer))
  }
}

async function endGrace(ctx: SyncCtx, customer: Customer): Promise<boolean> {
  try {
    await syncCustomer(ctx, customer)
    return true
  } catch (error) {
    const { workspaceId } = customer
    ctx.log.error('a time to pay could not be ended', { workspaceId, reason: String(error) })
    return false
  }
}
