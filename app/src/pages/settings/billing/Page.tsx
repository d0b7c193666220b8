import { Match, Show, Switch } from 'solid-js'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Failed } from '../../../ui/state/Failed.tsx'
import { Loading } from '../../../ui/state/Loading.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import { StatusMessage } from '../../../ui/state/StatusMessage.tsx'
import { uiWords } from '../../../ui/words.ts'
import { makeBilling } from './page.state.ts'
import { Confirming } from './parts/Confirming.tsx'
import { CurrentPlan } from './parts/CurrentPlan.tsx'
import { Invoices } from './parts/Invoices.tsx'
import { Packs } from './parts/Packs.tsx'
import { Plans } from './parts/Plans.tsx'
import { billingWords } from './words.ts'

/** What the workspace pays for, how much of it is used, and the way to more or less. */
export function Page() {
  const state = makeBilling()
  return (
    <>
      <div>
        <PageHead title={uiWords().settings.billing} />
        <StatusMessage words={state.message()} />
        <Confirming payment={state.payment} />
        <Show when={state.leaving.problem()}>
          {problem => <Refused problem={problem()} class="mt-4" />}
        </Show>
      </div>
      <Switch fallback={<Loading label={billingWords().loading} />}>
        <Match when={state.loadProblem()}>
          {problem => <Failed problem={problem()} retry={() => void state.reload()} />}
        </Match>
        <Match when={state.shown()}>
          {shown => (
            <>
              <CurrentPlan billing={shown().billing} quota={shown().quota} state={state} />
              <Plans billing={shown().billing} state={state} />
              <Show when={shown().billing.isSetUp && shown().quota.limit !== null}>
                <Packs pack={shown().billing.pack} state={state} />
              </Show>
              <Show when={state.isOwner()}>
                <Invoices state={state.invoices} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  )
}
