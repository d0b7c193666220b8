import {
  type Billing,
  isLargerPlan,
  PLANS,
  planCents,
  price,
  TRIAL_DAYS,
} from '@content/api/contract'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { day } from '../../../../words/format.ts'
import { type Choice, payable, type Wish, wordsAtOnce } from '../choice.ts'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'

const says = () => billingWords().choice

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
            {it().hasTrial ? says().tryOut(title(), TRIAL_DAYS) : billingWords().upgradeTo(title())}
          </button>
        )}
      </Match>
      <Match when={only('now')}>{it => <Now {...props} cents={it().cents} />}</Match>
      <Match when={only('later')}>{it => <Later {...props} at={it().at} />}</Match>
      <Match when={only('cancel')}>{it => <Cancel {...props} at={it().at} />}</Match>
      <Match when={only('planned')}>{it => <Note>{says().from(day(it().at))}</Note>}</Match>
      <Match when={only('stay')}>
        <Note>{says().until}</Note>
      </Match>
      <Match when={only('owed')}>
        <Note>{says().owed}</Note>
      </Match>
    </Switch>
  )
}

const Note = (props: { children: JSX.Element }) => (
  <p class="quiet py-2 text-center text-sm font-medium">{props.children}</p>
)

const costOf = ({ plan, interval }: Wish) => says().cost(price(planCents(plan, interval)), interval)

function Now(props: Props & { cents: number | null }) {
  const words = () => wordsAtOnce(props.billing, props.wish)
  const now = () => {
    const { plan } = props.billing
    if (plan === props.wish.plan) return words()
    return isLargerPlan(props.wish.plan, plan)
      ? billingWords().upgradeNow
      : billingWords().changeNow
  }
  return (
    <Confirm
      class="button w-full"
      words={words()}
      title={`${words()}?`}
      confirm={now()}
      work={() => change(props)}
    >
      <Show when={props.cents} fallback={<p>{says().isTrial(costOf(props.wish))}</p>}>
        {cents => <p>{says().charged(price(cents()), costOf(props.wish))}</p>}
      </Show>
      <p class="quiet">{says().refused}</p>
    </Confirm>
  )
}

function Later(props: Props & { at: string }) {
  const title = () => PLANS[props.wish.plan].title
  const isSame = () => props.billing.plan === props.wish.plan
  return (
    <Confirm
      class="button-quiet w-full"
      words={isSame() ? billingWords().payMonthly : billingWords().changeTo(title())}
      title={
        isSame() ? says().payTitle(title()) : says().question(billingWords().changeTo(title()))
      }
      confirm={says().changeOn(day(props.at))}
      work={() => change(props)}
    >
      <p>{says().later(day(props.at), costOf(props.wish))}</p>
    </Confirm>
  )
}

function Cancel(props: Props & { at: string }) {
  const title = () => PLANS[props.billing.plan].title
  return (
    <Confirm
      class="button-quiet w-full"
      words={says().cancel(title())}
      title={says().question(says().cancel(title()))}
      confirm={says().cancel(title())}
      keep={says().keep(title())}
      work={() => props.state.cancel()}
    >
      <p>{says().cancelAbout(title(), day(props.at), PLANS.free.uploadsPerMonth ?? 0)}</p>
    </Confirm>
  )
}

async function change({ wish, state }: Props) {
  const to = payable(wish)
  if (to) await state.change(to)
}
