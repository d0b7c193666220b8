import { type Billing, PLANS, planCents, price } from '@content/api/contract'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { day } from '../../../../words/format.ts'
import { isOwed } from '../choice.ts'
import type { BillingState } from '../page.state.ts'

interface Props {
  billing: Billing
  state: BillingState
}

/** What a subscription wants of its owner: a payment, a decision, or nothing yet. */
export function Notices(props: Props) {
  const it = () => props.billing
  return (
    <Switch>
      <Match when={!it().isSetUp}>
        <Notice>This server takes no payments, so every workspace stays on its plan.</Notice>
      </Match>
      <Match when={isOwed(it())}>
        <Owed {...props} />
      </Match>
      <Match when={it().cancelsAt}>
        {at => (
          <Notice>
            <p>
              Cancelled. {PLANS[it().plan].title} stays until {day(at())}; then the workspace is on
              Free.
            </p>
            <Resume state={props.state} words={`Keep ${PLANS[it().plan].title}`} />
          </Notice>
        )}
      </Match>
      <Match when={it().nextPlan}>
        {next => (
          <Notice>
            <p>
              {PLANS[next()].title}
              {it().nextInterval === 'year' ? ', paid yearly,' : ''} begins on{' '}
              {day(it().periodEndsAt ?? new Date().toISOString())}. Until then nothing changes.
            </p>
            <Resume state={props.state} words={`Stay on ${PLANS[it().plan].title}`} />
          </Notice>
        )}
      </Match>
      <Match when={it().status === 'trialing' && it().trialEndsAt}>
        {at => (
          <Notice>
            Your trial ends on {day(at())}. Then it is{' '}
            {price(planCents(it().plan, it().interval ?? 'month'))} a {it().interval ?? 'month'},
            unless you cancel before.
          </Notice>
        )}
      </Match>
    </Switch>
  )
}

function Owed(props: Props) {
  const open = () => props.state.invoices.data.latest?.items.find(it => it.status === 'open')?.url
  return (
    <div role="alert" class="refused space-y-3">
      <p>
        The last payment did not go through.{' '}
        <Show
          when={props.billing.graceUntil}
          fallback="Until it does, the workspace has what Free includes."
        >
          {until => <>Everything stays as it is until {day(until())}.</>}
        </Show>
      </p>
      <Show when={props.state.isOwner()}>
        <div class="flex flex-wrap gap-2">
          <Show when={open()}>
            {url => (
              <a class="button" href={url()} rel="external">
                Pay the open invoice
              </a>
            )}
          </Show>
          <button
            type="button"
            class="button-quiet"
            disabled={props.state.isPaying()}
            onClick={() => void props.state.openPortal()}
          >
            Use another card
          </button>
        </div>
      </Show>
    </div>
  )
}

function Resume(props: { state: BillingState; words: string }) {
  const resuming = makeAction(() => props.state.resume())
  return (
    <Show when={props.state.isOwner()}>
      <button
        type="button"
        class="button"
        disabled={resuming.isBusy()}
        onClick={() => void resuming.run()}
      >
        {props.words}
      </button>
      <Show when={resuming.problem()}>{problem => <Refused problem={problem()} />}</Show>
    </Show>
  )
}

function Notice(props: { children: JSX.Element }) {
  return (
    <div class="space-y-3 rounded-lg bg-amber-50 p-3 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100">
      {props.children}
    </div>
  )
}
