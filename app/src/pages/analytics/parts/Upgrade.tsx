import { PLANS, planAllowing } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { analyticsWords } from '../words.ts'

const LARGER = planAllowing(plan => plan.analytics === 'advanced')

/** What of this page a larger plan adds. */
export function Upgrade() {
  return (
    <Show when={LARGER}>
      {plan => (
        <div class="card">
          <p>{analyticsWords().upgrade(analyticsWords().upgradeWhat, PLANS[plan()].title)}</p>
          <A class="button mt-4" href="/settings/billing">
            {analyticsWords().seePlans}
          </A>
        </div>
      )}
    </Show>
  )
}
