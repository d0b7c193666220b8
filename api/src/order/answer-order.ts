import type { AnswerOrder } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { changeOrder, lockOrderOf } from './order.queries.ts'
import { whatAnswerDoes } from './order.rules.ts'

/** Keeps what a device says of one of its own orders; saying the same twice is fine. */
export async function answerOrder(ctx: ByKey, answer: AnswerOrder): Promise<{ ok: true }> {
  const { workspaceId, deviceId } = ctx.actor
  const reason = answer.state === 'refused' ? answer.reason : null
  const said = { state: answer.state, reason }
  const isNews = await inTx(ctx, async ({ db }) => {
    const order = { workspaceId, deviceId, orderId: answer.orderId }
    const before = await lockOrderOf(db, order)
    if (!before) throw new Fault('not_found')
    const effect = whatAnswerDoes(before, said)
    if (effect === 'contradicts') {
      throw new Fault('conflict', 'This order was answered otherwise before.')
    }
    if (effect === 'nothing') return false
    await changeOrder(db, order, { ...said, now: ctx.now() })
    return true
  })
  // Whoever watches reads everything again, whichever id the news is about.
  if (isNews) await ctx.shared.live.publish(workspaceId, answer.orderId)
  return { ok: true }
}
