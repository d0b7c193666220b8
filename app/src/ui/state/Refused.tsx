import type { Problem } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { codeToExplain, sentenceFor } from '../../words/problem.ts'
import { FaultLink } from '../fault/FaultLink.tsx'
import { uiWords } from '../words.ts'

/** Why what was asked for did not happen, beside the button that asked. */
export function Refused(props: { problem: Problem; class?: string }) {
  return (
    <div class={`refused ${props.class ?? ''}`}>
      <p role="alert">{sentenceFor(props.problem)}</p>
      <FaultLink platform={null} code={codeToExplain(props.problem)} />
      <Show when={props.problem.code === 'plan_limit'}>
        <A class="mt-1 inline-block font-semibold underline" href="/settings/billing">
          {uiWords().seePlans}
        </A>
      </Show>
    </div>
  )
}
