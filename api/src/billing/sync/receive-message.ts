import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { insertMessage } from './message.queries.ts'
import { syncUnlessSilent } from './sync-customer.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'payments'>

/**
 * Takes a message of Stripe in, and answers before anything is done about it: Stripe may be down,
 * and whatever is not done now the sweep does.
 */
export async function receiveMessage(
  ctx: Ctx,
  sent: { raw: Uint8Array; signature: string | null },
): Promise<void> {
  const { payments } = ctx
  // Without a secret anybody could write messages.
  if (!payments?.hasInboxSecret) throw new Fault('not_found', 'There is nothing at this address.')
  const message = await payments.readMessage({ ...sent, now: ctx.now() })
  if (message.isLive !== payments.isLive) {
    throw new Fault('invalid', 'This is a message of the other mode, test or live.')
  }
  const isToDo = await insertMessage(ctx.db, message, ctx.now())
  if (isToDo && message.customerId !== null) {
    void syncUnlessSilent({ ...ctx, payments }, message.customerId)
  }
}
