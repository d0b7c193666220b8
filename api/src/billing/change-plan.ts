import type { Billing, ChoosePlan } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import type { Choice, Subscription } from '../outside/stripe/payments.ts'
import { comesAtOnce } from './billing.rules.ts'
import { keepAsItIs } from './resume-plan.ts'
import { showBilling } from './show-billing.ts'
import type { Talk } from './with-customer.ts'
import { withSubscription } from './with-customer.ts'

/** A larger plan at once, for the difference; a smaller one when what is paid has been used. */
export async function changePlan(ctx: ByPerson, to: ChoosePlan): Promise<Billing> {
  const refusal = 'There is no subscription yet; begin one first.'
  await withSubscription(ctx, refusal, async (talk, from) => {
    requirePaid(from)
    if (from.plan === to.plan && from.interval === to.interval) return keepAsItIs(talk, from)
    if (comesAtOnce(from, to)) return changeAtOnce(talk, from, to)
    await keepAsItIs(talk, from)
    const bare = { ...from, scheduleId: null }
    await talk.payments.changeAtPeriodEnd(bare, to, keyOf(talk, 'later', [from, to]))
  })
  return showBilling(ctx)
}

/** All or nothing: a card that is refused leaves what was planned for the period's end. */
async function changeAtOnce(talk: Talk, from: Subscription, to: Choice): Promise<void> {
  const { payments, key } = talk
  const { scheduleId, next } = from
  const bare = { ...from, scheduleId: null }
  // Stripe changes nothing by hand while a schedule is over it.
  if (scheduleId !== null) await payments.dropSchedule(scheduleId, key('drop', scheduleId))
  try {
    await payments.changeNow(bare, to, keyOf(talk, 'now', [from, to]))
  } catch (error) {
    if (isRefusal(error) && scheduleId !== null && next !== null) {
      await payments.changeAtPeriodEnd(bare, next, keyOf(talk, 'back', [from, next]))
    }
    throw error
  }
}

/** After silence nobody knows: what was wished for may have come to pass. */
const isRefusal = (error: unknown) => error instanceof Fault && error.code === 'invalid'

/** A schedule that a crash left behind is gone by the next try, whose wish is not this one. */
const keyOf = ({ key }: Talk, verb: string, [from, to]: [Subscription, Choice]) =>
  key(verb, from.id, from.scheduleId ?? '', from.plan ?? '', to.plan, to.interval)

function requirePaid({ status }: Subscription): void {
  if (status === 'active' || status === 'trialing') return
  throw new Fault('conflict', 'A payment is open. Please pay it first, then change the plan.')
}
