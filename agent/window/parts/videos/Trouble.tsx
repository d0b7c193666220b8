import { Show } from 'solid-js'
import { instant, words } from '../../words.ts'

interface Troubled {
  reason: string | null
  whoCanFix: 'you' | 'us' | 'wait' | null
  nextTryAt: string | null
}

const TONES = { you: 'text-you', us: 'text-us', wait: 'text-wait' }

/** The colour of who can mend it. */
export const toneOf = ({ whoCanFix }: Pick<Troubled, 'whoCanFix'>): string =>
  whoCanFix ? TONES[whoCanFix] : 'quiet'

/** Why something stands still or what is asked, who can mend it, and when it is tried again. */
export function Trouble(props: { it: Troubled; isQuestion?: boolean }) {
  return (
    <Show when={props.it.reason}>
      {reason => (
        <p class={`mt-1 text-sm [overflow-wrap:anywhere] ${toneOf(props.it)}`}>
          <Show when={!props.isQuestion && props.it.whoCanFix}>
            {who => <strong class="font-semibold">{words.who[who()]}: </strong>}
          </Show>
          {reason()}
          <Show when={props.it.nextTryAt}>
            {at => <span> {words.videos.again(instant(at()))}.</span>}
          </Show>
        </p>
      )}
    </Show>
  )
}
