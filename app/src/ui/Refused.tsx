import type { Problem } from '@content/api/contract'
import { sentenceFor } from '../words/problem.ts'

/** Why what was asked for did not happen, beside the button that asked. */
export function Refused(props: { problem: Problem; class?: string }) {
  return (
    <p role="alert" class={`refused ${props.class ?? ''}`}>
      {sentenceFor(props.problem)}
    </p>
  )
}
