import { type Billing, type BillingInterval, PLAN_NAMES, PLANS } from '@content/api/contract'
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Segments } from '../../../../ui/Segments.tsx'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'
import { PlanCard } from './PlanCard.tsx'

const INTERVALS: BillingInterval[] = ['month', 'year']
const monthsFree = 12 - PLANS.pro.yearlyCents / PLANS.pro.monthlyCents

/** The plans side by side, by the month or by the year. */
export function Plans(props: { billing: Billing; state: BillingState }) {
  const words = () => billingWords().plans
  const [interval, setChosen] = createSignal(props.billing.interval ?? 'month')
  return (
    <section aria-labelledby="plans" class="space-y-4">
      <div class="flex flex-wrap items-center justify-between gap-3">
        <h2 id="plans" class="text-lg font-semibold">
          {words().title}
        </h2>
        <Segments
          label={words().howOften}
          choices={INTERVALS}
          chosen={interval()}
          words={words()}
          choose={setChosen}
        />
      </div>
      <Show when={interval() === 'year'}>
        <p class="quiet text-sm">{words().free(monthsFree)}</p>
      </Show>
      <Show when={props.billing.isSetUp && !props.state.isOwner()}>
        <p class="quiet text-sm">
          {words().byOwner}{' '}
          <A class="underline" href="/settings/team">
            {words().team}
          </A>{' '}
          {words().who}
        </p>
      </Show>
      <ul class="grid gap-3 md:grid-cols-3">
        <For each={PLAN_NAMES}>
          {plan => (
            <PlanCard
              billing={props.billing}
              wish={{ plan, interval: interval() }}
              state={props.state}
            />
          )}
        </For>
      </ul>
    </section>
  )
}
