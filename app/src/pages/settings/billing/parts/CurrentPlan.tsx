import { type Billing, PLANS, planCents, price, type Quota } from '@content/api/contract'
import { Show } from 'solid-js'
import { day } from '../../../../words/format.ts'
import { isRunning } from '../choice.ts'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'
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
    return interval && isRunning(it())
      ? billingWords().choice.cost(price(planCents(plan, interval)), interval)
      : null
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
            {billingWords().current.plan(PLANS[it().plan].title)}
          </h2>
          <p class="quiet text-sm">
            {cost() ?? billingWords().current.nothing}
            <Show when={renews()}>{on => <> · {billingWords().current.renews(on())}</>}</Show>
          </p>
        </div>
        <Show when={it().hasPortal && props.state.isOwner()}>
          <button
            type="button"
            class="button-quiet"
            disabled={props.state.isPaying()}
            onClick={() => void props.state.openPortal()}
          >
            {billingWords().current.portal}
          </button>
        </Show>
      </div>
      <Notices billing={it()} state={props.state} />
      <Month quota={props.quota} />
    </section>
  )
}
