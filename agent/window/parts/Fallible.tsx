import { ErrorBoundary, type JSX } from 'solid-js'
import { sentenceOf } from '../faults/sentence.ts'
import { words } from '../words.ts'

/** What is read from the agent; where it cannot be, it says why, and the rest of the page stays. */
export function Fallible(props: { children: JSX.Element }) {
  const say = words.broken
  return (
    <ErrorBoundary
      fallback={(error, again) => (
        <section class="card grid justify-items-center gap-2 text-center text-sm" role="alert">
          <h2 class="font-semibold">{say.title}</h2>
          <p class="whitespace-pre-line text-us">{sentenceOf(error)}</p>
          <button type="button" class="button-quiet" onClick={again}>
            {say.again}
          </button>
        </section>
      )}
    >
      {props.children}
    </ErrorBoundary>
  )
}
