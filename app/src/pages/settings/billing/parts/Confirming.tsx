import { Match, Switch } from 'solid-js'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'

/** Between the way back from Stripe and Stripe's word that it was paid. */
export function Confirming(props: { payment: BillingState['payment'] }) {
  return (
    <output aria-live="polite" class="block">
      <Switch>
        <Match when={props.payment.state() === 'waiting'}>
          <span class="confirmed mt-4">{billingWords().confirming.waiting}</span>
        </Match>
        <Match when={props.payment.state() === 'late'}>
          <span class="confirmed mt-4">
            {billingWords().confirming.late}{' '}
            <button
              type="button"
              class="cursor-pointer font-semibold underline"
              onClick={() => props.payment.follow()}
            >
              {billingWords().confirming.again}
            </button>
          </span>
        </Match>
      </Switch>
    </output>
  )
}
