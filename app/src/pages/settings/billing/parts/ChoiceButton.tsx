import { type Billing, PLANS, planCents, price, TRIAL_DAYS } from '@content/api/contract'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { day } from '../../../../words/format.ts'
import { type Choice, payable, type Wish, wordsAtOnce } from '../choice.ts'
import type { BillingState } from '../page.state.ts'

interface Props {
  choice: Choice
  billing: Billing
  wish: Wish
  state: BillingState
}

/** The one button under a plan; it says what it does, and asks before anything is charged. */
export function ChoiceButton(props: Props) {
  const title = () => PLANS[props.wish.plan].title
  const to = () => payable(props.wish)
  const only = <K extends Choice['kind']>(kind: K) => {
    const isIt = (it: Choice): it is Extract<Choice, { kind: K }> => it.kind === kind
    return isIt(props.choice) && props.choice
  }
  const begin = () => {
    const wish = to()
    if (wish) void props.state.begin(wish)
  }
  return (
    <Switch>
      <Match when={only('begin')}>
        {it => (
          <button type="button" class="button" disabled={props.state.isPaying()} onClick={begin}>
            {it().hasTrial ? `Try ${title()} ${TRIAL_DAYS} days free` : `Upgrade to ${title()}`}
          </button>
        )}
      </Match>
      <Match when={only('now')}>{it => <Now {...props} cents={it().cents} />}</Match>
      <Match when={only('later')}>{it => <Later {...props} at={it().at} />}</Match>
      <Match when={only('cancel')}>{it => <Cancel {...props} at={it().at} />}</Match>
      <Match when={only('planned')}>{it => <Note>From {day(it().at)}</Note>}</Match>
      <Match when={only('stay')}>
        <Note>Until the change above</Note>
      </Match>
      <Match when={only('owed')}>
        <Note>After the open payment</Note>
      </Match>
    </Switch>
  )
}

const Note = (props: { children: JSX.Element }) => (
  <p class="quiet py-2 text-center text-sm font-medium">{props.children}</p>
)

const costOf = ({ plan, interval }: Wish) => `${price(planCents(plan, interval))} a ${interval}`

function Now(props: Props & { cents: number | null }) {
  const words = () => wordsAtOnce(props.billing, props.wish)
  return (
    <Confirm
      class="button w-full"
      words={words()}
      title={`${words()}?`}
      confirm={props.billing.plan === props.wish.plan ? words() : `${words().split(' ')[0]} now`}
      work={() => change(props)}
    >
      <Show
        when={props.cents}
        fallback={<p>Nothing is charged today. After the trial it is {costOf(props.wish)}.</p>}
      >
        {cents => (
          <p>
            It counts at once. Your card is charged about <b>{price(cents())}</b> now: the price,
            less what is left of what you have paid. From then on it is {costOf(props.wish)}.
          </p>
        )}
      </Show>
      <p class="quiet">If the card is refused, nothing changes.</p>
    </Confirm>
  )
}

function Later(props: Props & { at: string }) {
  const title = () => PLANS[props.wish.plan].title
  const isSame = () => props.billing.plan === props.wish.plan
  return (
    <Confirm
      class="button-quiet w-full"
      words={isSame() ? 'Pay monthly' : `Change to ${title()}`}
      title={isSame() ? `Pay ${title()} monthly?` : `Change to ${title()}?`}
      confirm={`Change on ${day(props.at)}`}
      work={() => change(props)}
    >
      <p>
        You keep what you have paid for until <b>{day(props.at)}</b>. From then on it is{' '}
        {costOf(props.wish)}. Nothing is charged today, and until then you can take it back.
      </p>
    </Confirm>
  )
}

function Cancel(props: Props & { at: string }) {
  const title = () => PLANS[props.billing.plan].title
  return (
    <Confirm
      class="button-quiet w-full"
      words={`Cancel ${title()}`}
      title={`Cancel ${title()}?`}
      confirm={`Cancel ${title()}`}
      keep={`Keep ${title()}`}
      work={() => props.state.cancel()}
    >
      <p>
        {title()} stays until <b>{day(props.at)}</b>; then the workspace is on Free, with{' '}
        {PLANS.free.uploadsPerMonth} uploads a month to one platform. Videos and figures stay. Until
        then you can take it back.
      </p>
    </Confirm>
  )
}

async function change({ wish, state }: Props) {
  const to = payable(wish)
  if (to) await state.change(to)
}
