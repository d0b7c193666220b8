import { type Billing, PLANS, planCents, price } from '@content/api/contract'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { day } from '../../../../words/format.ts'
import { isOwed } from '../choice.ts'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'

const words = () => billingWords().notices

interface Props {
  billing: Billing
  state: BillingState
}

/** What a subscription wants of its owner: a payment, a decision, or nothing yet. */
export function Notices(props: Props) {
  const it = () => props.billing
  const costNow = () => {
    const { plan, interval } = it()
    const every = interval ?? 'month'
    return billingWords().choice.cost(price(planCents(plan, every)), every)
  }
  return (
    <Switch>
      <Match when={!it().isSetUp}>
        <Notice>{words().noPayments}</Notice>
      </Match>
      <Match when={isOwed(it())}>
        <Owed {...props} />
      </Match>
      <Match when={it().cancelsAt}>
        {at => (
          <Notice>
            <p>{words().cancelled(PLANS[it().plan].title, day(at()))}</p>
            <Resume
              state={props.state}
              words={billingWords().choice.keep(PLANS[it().plan].title)}
            />
          </Notice>
        )}
      </Match>
      <Match when={it().nextPlan}>
        {next => (
          <Notice>
            <p>
              {words().next(
                PLANS[next()].title,
                it().nextInterval === 'year',
                day(it().periodEndsAt ?? new Date().toISOString()),
              )}
            </p>
            <Resume state={props.state} words={words().stay(PLANS[it().plan].title)} />
          </Notice>
        )}
      </Match>
      <Match when={it().status === 'trialing' && it().trialEndsAt}>
        {at => <Notice>{words().trial(day(at()), costNow())}</Notice>}
      </Match>
    </Switch>
  )
}

function Owed(props: Props) {
  const open = () => props.state.invoices.data.latest?.items.find(it => it.status === 'open')?.url
  return (
    <div role="alert" class="refused space-y-3">
      <p>
        {words().failed}{' '}
        <Show when={props.billing.graceUntil} fallback={words().asFree}>
          {until => <>{words().grace(day(until()))}</>}
        </Show>
      </p>
      <Show when={props.state.isOwner()}>
        <div class="flex flex-wrap gap-2">
          <Show when={open()}>
            {url => (
              <a class="button" href={url()} rel="external">
                {words().payOpen}
              </a>
            )}
          </Show>
          <button
            type="button"
            class="button-quiet"
            disabled={props.state.isPaying()}
            onClick={() => void props.state.openPortal()}
          >
            {words().anotherCard}
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
