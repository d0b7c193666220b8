import { Match, Switch } from 'solid-js'
import type { BillingState } from '../page.state.ts'

/** Between the way back from Stripe and Stripe's word that it was paid. */
export function Confirming(props: { payment: BillingState['payment'] }) {
  return (
    <output aria-live="polite" class="block">
      <Switch>
        <Match when={props.payment.state() === 'waiting'}>
          <span class="confirmed mt-4">
            Your payment is being confirmed. This page changes by itself, mostly within seconds.
          </span>
        </Match>
        <Match when={props.payment.state() === 'late'}>
          <span class="confirmed mt-4">
            Stripe has not told us of the payment yet. Nothing is lost: it counts as soon as it
            does, also while this page is closed.{' '}
            <button
              type="button"
              class="cursor-pointer font-semibold underline"
              onClick={() => props.payment.follow()}
            >
              Look again
            </button>
          </span>
        </Match>
      </Switch>
    </output>
  )
}
