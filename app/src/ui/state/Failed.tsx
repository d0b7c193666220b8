import type { Problem } from '@content/api/contract'
import { Show } from 'solid-js'
import { sentenceFor } from '../../words/problem.ts'
import { FaultLink } from '../fault/FaultLink.tsx'
import { uiWords } from '../words.ts'

/** What went wrong, and the way back. */
export function Failed(props: { problem: Problem; retry: () => void }) {
  return (
    <div role="alert" class="card mx-auto my-12 max-w-lg text-center">
      <p class="text-lg font-semibold">{sentenceFor(props.problem)}</p>
      <Show when={props.problem.requestId}>
        {id => <p class="quiet mt-2 text-xs">{uiWords().tellUs(id())}</p>}
      </Show>
      <p class="mt-2">
        <FaultLink platform={null} code={props.problem.code} />
      </p>
      <button type="button" class="button mt-5" onClick={() => props.retry()}>
        {uiWords().tryAgain}
      </button>
    </div>
  )
}
