import type { Problem } from '@content/api/contract'
import { Match, Switch } from 'solid-js'
import { Refused } from './Refused.tsx'

interface Props {
  action: { isDone(): boolean; problem(): Problem | null }
  /** What is said when it was done. */
  done: string
}

/** What came of a button, read out where it appears. */
export function Outcome(props: Props) {
  return (
    <div aria-live="polite">
      <Switch>
        <Match when={props.action.problem()}>{problem => <Refused problem={problem()} />}</Match>
        <Match when={props.action.isDone()}>
          <p class="confirmed">{props.done}</p>
        </Match>
      </Switch>
    </div>
  )
}
