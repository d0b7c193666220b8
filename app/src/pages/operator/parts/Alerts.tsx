import type { OperatorAlert } from '@content/api/contract'
import { For } from 'solid-js'

/** What is wrong with the service and does not mend itself. */
export function Alerts(props: { alerts: OperatorAlert[] }) {
  return (
    <For each={props.alerts}>
      {alert => (
        <div role="alert" class="card border-amber-500">
          <p class="font-medium">{alert.detail}</p>
          <p class="quiet text-sm">Since {new Date(alert.raisedAt).toLocaleString()}.</p>
        </div>
      )}
    </For>
  )
}
