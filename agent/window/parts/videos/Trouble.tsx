import type { Platform } from '@content/api/contract'
import { Show } from 'solid-js'
import { reasonOf } from '../../faults/faults.ts'
import { instant, words } from '../../words.ts'
import { Help } from '../Help.tsx'

interface Troubled {
  code: string | null
  reason: string | null
  whoCanFix: 'you' | 'us' | 'wait' | null
  nextTryAt: string | null
}

const TONES = { you: 'text-you', us: 'text-us', wait: 'text-wait' }

/** The colour of who can mend it. */
export const toneOf = ({ whoCanFix }: Pick<Troubled, 'whoCanFix'>): string =>
  whoCanFix ? TONES[whoCanFix] : 'quiet'

interface Props {
  it: Troubled
  /** Null: it is about the file as a whole. */
  platform: Platform | null
  isQuestion?: boolean
}

/** Why something stands still or what is asked, who can mend it, and when it is tried again. */
export function Trouble(props: Props) {
  return (
    <Show when={reasonOf(props.it, props.platform)}>
      {reason => (
        <p class={`mt-1 text-sm [overflow-wrap:anywhere] ${toneOf(props.it)}`}>
          <Show when={!props.isQuestion && props.it.whoCanFix}>
            {who => <strong class="font-semibold">{words.who[who()]}: </strong>}
          </Show>
          <span lang={reason().lang}>{reason().text}</span>
          <Show when={props.it.nextTryAt}>
            {at => <span> {words.videos.again(instant(at()))}.</span>}
          </Show>
          <Show when={!props.isQuestion}>
            <Help code={props.it.code} platform={props.platform} />
          </Show>
        </p>
      )}
    </Show>
  )
}
