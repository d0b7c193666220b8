import { Show } from 'solid-js'
import type { makeAction } from './form/action.ts'
import { formWords } from './form/words.ts'

interface Props {
  /** Whether there is more than what stands above. */
  when: boolean
  more: Pick<ReturnType<typeof makeAction<[], void>>, 'isBusy' | 'run'>
  words?: string
}

/** Adds the next page of a list below the ones that are shown. */
export function Older(props: Props) {
  return (
    <Show when={props.when}>
      <button
        type="button"
        class="button-quiet"
        disabled={props.more.isBusy()}
        onClick={() => void props.more.run()}
      >
        {props.words ?? formWords().older}
      </button>
    </Show>
  )
}
