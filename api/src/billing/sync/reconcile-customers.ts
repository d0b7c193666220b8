import type { Context } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { Customer } from '../billing.queries.ts'
import { customersLongestAgo } from '../billing.queries.ts'
import { dropOldMessages } from './message.queries.ts'
import { type SyncCtx, syncCustomer } from './sync-customer.ts'
import { tellPayer } from './tell-payer.ts'

/** More than one run can ask about. */
const MOST_A_RUN = 20_000
const MOST_SILENCES = 3
const KEEP_MS = 90 * DAY_MS

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'payments'>

/**
 * Asks about every customer, whatever messages came or did not: what drifted apart is repaired. A
 * run that is stopped leaves the others for the next one, which begins with them.
 */
export async function reconcileCustomers(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { payments, db, log } = ctx
  if (!payments) return
  let silences = 0
  for (const customer of await customersLongestAgo(db, MOST_A_RUN)) {
    if (signal.aborted || silences >= MOST_SILENCES) return
    try {
      await reconciled({ ...ctx, payments }, customer)
      silences = 0
    } catch (error) {
      // One that cannot be read is no reason to leave out those behind it.
      if (!payments.isAnswering()) silences += 1
      const { workspaceId } = customer
      log.error('a customer could not be reconciled', { workspaceId, reason: String(error) })
    }
  }
  await dropOldMessages(db, new Date(ctx.now().getTime() - KEEP_MS))
}

async function reconciled(ctx: SyncCtx, customer: Customer): Promise<void> {
  await syncCustomer(ctx, customer)
  await tellPayer(ctx, customer)
}
