import type { Billing, ChoosePlan } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import type { Subscription } from '../outside/payments.ts'
import { comesAtOnce } from './billing.rules.ts'
import { keepAsItIs } from './resume-plan.ts'
import { showBilling } from './show-billing.ts'
import type { Talk } from './with-customer.ts'
import { withCustomer } from './with-customer.ts'

/** A larger plan at once, for the difference; a smaller one when what is paid has been used. */
export async function changePlan(ctx: ByPerson, to: ChoosePlan): Promise<Billing> {
  await withCustomer(ctx, async talk => {
    const { payments, key } = talk
    const from = changeable(talk)
    await keepAsItIs(talk, from)
    if (from.plan === to.plan && from.interval === to.interval) return
    // A schedule that a crash left behind is gone by now; its wish is not this one.
    const about = [from.id, from.scheduleId ?? '', from.plan ?? '', to.plan, to.interval]
    const bare = { ...from, scheduleId: null }
    if (comesAtOnce(from, to)) await payments.changeNow(bare, to, key('now', ...about))
    else await payments.changeAtPeriodEnd(bare, to, key('later', ...about))
  })
  return showBilling(ctx)
}

function changeable({ running }: Talk): Subscription {
  if (!running) throw new Fault('conflict', 'There is no subscription yet; begin one first.')
  if (running.status === 'active' || running.status === 'trialing') return running
  throw new Fault('conflict', 'A payment is open. Please pay it first, then change the plan.')
}
