import { Match, Show, Switch } from 'solid-js'
import { useTitle } from '../../../ui/shell/title.ts'
import { Failed } from '../../../ui/state/Failed.tsx'
import { Loading } from '../../../ui/state/Loading.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import { StatusMessage } from '../../../ui/state/StatusMessage.tsx'
import { makeBilling } from './page.state.ts'
import { Confirming } from './parts/Confirming.tsx'
import { CurrentPlan } from './parts/CurrentPlan.tsx'
import { Invoices } from './parts/Invoices.tsx'
import { Packs } from './parts/Packs.tsx'
import { Plans } from './parts/Plans.tsx'

/** What the workspace pays for, how much of it is used, and the way to more or less. */
export function Page() {
  useTitle('Billing')
  const state = makeBilling()
  return (
    <>
      <div>
        <h1 class="text-2xl font-bold tracking-tight">Billing</h1>
        <StatusMessage words={state.message()} />
        <Confirming payment={state.payment} />
        <Show when={state.leaving.problem()}>
          {problem => <Refused problem={problem()} class="mt-4" />}
        </Show>
      </div>
      <Switch fallback={<Loading label="Loading what you pay for" />}>
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
