import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import type { Payments } from '../../outside/stripe/payments.ts'
import type { Customer } from '../billing.queries.ts'
import { lockBilling, workspaceOf } from '../billing.queries.ts'
import { markFailed, markHandled, openMessagesOf } from './message.queries.ts'
import { writeEntitlement } from './write-entitlement.ts'

export type SyncCtx = Pick<Context, 'db' | 'now' | 'log'> & { payments: Payments }

/** Asks Stripe how things stand and writes it down, one asker at a time per customer. */
export function syncCustomer(ctx: SyncCtx, customer: Customer): Promise<void> {
  return ctx.payments.limited(() => sync(ctx, customer, () => true))
}

/** On account of a message that just came; while Stripe is silent it is left to the sweep. */
export async function syncUnlessSilent(ctx: SyncCtx, customerId: string): Promise<void> {
  if (ctx.payments.isAnswering()) await syncMessages(ctx, customerId, ctx.payments.isAnswering)
}

/** The same on account of messages; none left means that somebody else has done it. */
export async function syncMessages(
  ctx: SyncCtx,
  customerId: string,
  isWorthIt = () => true,
): Promise<boolean> {
  try {
    const workspaceId = await workspaceOf(ctx.db, customerId)
    if (workspaceId === undefined) {
      await markHandled(ctx.db, await openMessagesOf(ctx.db, customerId), ctx.now())
      return true
    }
    await ctx.payments.limited(async () => {
      // Others before in the line may have found that nobody answers.
      if (isWorthIt()) await sync(ctx, { workspaceId, customerId }, open => open.length > 0)
    })
    return true
  } catch (error) {
    ctx.log.warn('a message of Stripe has to wait', { customerId, reason: String(error) })
    await markFailed(ctx.db, customerId, String(error)).catch(() => undefined)
    return false
  }
}

function sync(
  ctx: SyncCtx,
  { workspaceId, customerId }: Customer,
  isNeeded: (open: string[]) => boolean,
): Promise<void> {
  return inTx(ctx, async tx => {
    await lockBilling(tx.db, workspaceId)
    // Read before Stripe is asked: what comes later than the answer stays open.
    const open = await openMessagesOf(tx.db, customerId)
    if (!isNeeded(open)) return
    const customer = await tx.payments.customerState(customerId)
    await markHandled(tx.db, open, tx.now())
    await writeEntitlement(tx, workspaceId, customer)
  })
}
