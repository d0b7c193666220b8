import type { Stripe } from './client.ts'
import { once } from './client.ts'
import type { Choice, Subscription } from './payments.ts'
import type { Prices } from './prices.ts'
import { idOf } from './shapes.ts'

/** What changes a subscription that there is. */
export function subscriptionCalls(stripe: Stripe, prices: Prices) {
  return {
    async changeNow(it: Subscription, to: Choice, key: string) {
      const { id, itemId, status } = it
      const price = await prices.ofPlan(to)
      // Without the money for the difference the old plan stays, rather than a debt.
      const paid = {
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      } as const
      const how = status === 'trialing' ? ({ proration_behavior: 'none' } as const) : paid
      const stays = it.cancelsAt === null ? {} : withoutEnd(it)
      const change = { items: [{ id: itemId, price }], ...how, ...stays }
      await stripe.subscriptions.update(id, change, once(key))
    },
    async changeAtPeriodEnd(
      { id, scheduleId, periodEndsAt }: Subscription,
      to: Choice,
      key: string,
    ) {
      const price = await prices.ofPlan(to)
      const { subscriptionSchedules: schedules } = stripe
      const schedule =
        scheduleId === null
          ? await schedules.create({ from_subscription: id }, once(`${key}:schedule`))
          : await schedules.retrieve(scheduleId)
      const now = schedule.phases.find(
        phase => phase.start_date === schedule.current_phase?.start_date,
      )
      if (!now) throw new Error('the schedule is in no phase')
      const items = now.items.map(item => ({
        price: idOf(item.price) ?? '',
        quantity: item.quantity ?? 1,
      }))
      const end_date = Math.floor(periodEndsAt.getTime() / 1000)
      const duration = { interval: to.interval, interval_count: 1 }
      const phases = [
        { items, start_date: now.start_date, end_date },
        { items: [{ price, quantity: 1 }], duration, proration_behavior: 'none' as const },
      ]
      const change = { phases, end_behavior: 'release', proration_behavior: 'none' } as const
      await schedules.update(schedule.id, { ...change, phases }, once(key))
    },
    async dropSchedule(scheduleId: string, key: string) {
      await stripe.subscriptionSchedules.release(scheduleId, undefined, once(key))
    },
    async cancelAtPeriodEnd({ id }: Subscription, key: string) {
      await stripe.subscriptions.update(id, { cancel_at_period_end: true }, once(key))
    },
    async keepRunning(it: Subscription, key: string) {
      await stripe.subscriptions.update(it.id, withoutEnd(it), once(key))
    },
  }
}

// Stripe's portal may set the instant without the flag, and the two are taken back apart.
const withoutEnd = ({ cancelsWithPeriod }: Subscription) =>
  cancelsWithPeriod ? { cancel_at_period_end: false } : { cancel_at: '' as const }
