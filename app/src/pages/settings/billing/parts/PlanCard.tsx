import { type Billing, PLANS, planCents, price } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { choiceFor, type Wish } from '../choice.ts'
import type { BillingState } from '../page.state.ts'
import { promisesOf } from '../promises.ts'
import { billingWords } from '../words.ts'
import { ChoiceButton } from './ChoiceButton.tsx'

interface Props {
  billing: Billing
  wish: Wish
  state: BillingState
}

/** One plan: its price, what it includes, and what pressing its button would do. */
export function PlanCard(props: Props) {
  const plan = () => PLANS[props.wish.plan]
  const isYours = () => props.billing.plan === props.wish.plan
  const choice = () => choiceFor(props.billing, props.wish, new Date())
  const every = () => {
    const { yearlyCents } = plan()
    if (yearlyCents === 0) return billingWords().plans.forEver
    return props.wish.interval === 'month'
      ? billingWords().plans.aMonth
      : billingWords().plans.aYear
  }
  return (
    <li
      class="card flex flex-col gap-4"
      classList={{ 'outline-2 outline-brand dark:outline-brand-bright': isYours() }}
      aria-current={isYours() ? 'true' : undefined}
    >
      <div>
        <div class="flex items-center justify-between gap-2">
          <h3 class="font-semibold">{plan().title}</h3>
          <Show when={isYours()}>
            <span class="rounded-full bg-teal-100 px-2.5 py-0.5 text-xs font-semibold text-teal-900 dark:bg-teal-900 dark:text-teal-100">
              {billingWords().plans.yours}
            </span>
          </Show>
        </div>
        <p class="mt-2">
          <span class="text-3xl font-bold tracking-tight">
            {price(planCents(props.wish.plan, props.wish.interval))}
          </span>{' '}
          <span class="quiet text-sm">{every()}</span>
        </p>
      </div>
      <ul class="flex-1 space-y-1.5 text-sm">
        <For each={promisesOf(props.wish.plan)}>
          {words => (
            <li class="flex gap-2">
              <span aria-hidden="true" class="text-brand dark:text-brand-bright">
                ✓
              </span>
              {words}
            </li>
          )}
        </For>
      </ul>
      <Show when={props.billing.isSetUp && props.state.isOwner()}>
        <ChoiceButton choice={choice()} {...props} />
      </Show>
    </li>
  )
}
