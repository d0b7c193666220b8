import type { OperatorAlert } from '@content/api/contract'
import { For } from 'solid-js'
import { instant } from '../../../words/format.ts'
import { operatorWords } from '../words.ts'

/** What is wrong with the service and does not mend itself. */
export function Alerts(props: { alerts: OperatorAlert[] }) {
  return (
    <For each={props.alerts}>
      {alert => (
        <div role="alert" class="card border-amber-500">
          <p class="font-medium">{alert.detail}</p>
          <p class="quiet text-sm">{operatorWords().since(instant(alert.raisedAt))}</p>
        </div>
      )}
    </For>
  )
}
