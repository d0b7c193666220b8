import { type Billing, PLANS, planCents, price, type Quota } from '@content/api/contract'
import { Show } from 'solid-js'
import { day } from '../../../../words/format.ts'
import { isRunning } from '../choice.ts'
import type { BillingState } from '../page.state.ts'
import { Month } from './Month.tsx'
import { Notices } from './Notices.tsx'

interface Props {
  billing: Billing
  quota: Quota
  state: BillingState
}

/** The plan of now, what is left of the month, and anything that wants to be done about it. */
export function CurrentPlan(props: Props) {
  const it = () => props.billing
  const cost = () => {
    const { plan, interval } = it()
    return interval && isRunning(it()) ? `${price(planCents(plan, interval))} a ${interval}` : null
  }
  const renews = () => {
    const { status, cancelsAt, periodEndsAt } = it()
    return status === 'active' && !cancelsAt && periodEndsAt ? day(periodEndsAt) : null
  }
  return (
    <section class="card space-y-4" aria-labelledby="current-plan">
      <div class="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="current-plan" class="text-lg font-semibold">
            {PLANS[it().plan].title} plan
          </h2>
          <p class="quiet text-sm">
            {cost() ?? 'Nothing is charged.'}
            <Show when={renews()}>{on => <> · Renews on {on()}</>}</Show>
          </p>
        </div>
        <Show when={it().hasPortal && props.state.isOwner()}>
          <button
            type="button"
            class="button-quiet"
            disabled={props.state.isPaying()}
            onClick={() => void props.state.openPortal()}
          >
            Cards and addresses at Stripe
          </button>
        </Show>
      </div>
      <Notices billing={it()} state={props.state} />
      <Month quota={props.quota} />
    </section>
  )
}
