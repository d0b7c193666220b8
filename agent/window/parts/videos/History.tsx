import { PLATFORM_NAMES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import type { WindowEvent } from '../../../src/window/events.ts'
import { reasonOf } from '../../faults/faults.ts'
import { instant, words } from '../../words.ts'

/** A state in words; one of a newer agent keeps its own. */
export const stateWords = ({ state, code }: Pick<WindowEvent, 'state' | 'code'>): string =>
  (words.states as Record<string, string>)[code === 'cancelled' ? code : state] ?? state

/** What happened to one video, the newest first. */
export function History(props: { events: readonly WindowEvent[] }) {
  return (
    <Show when={props.events.length > 0} fallback={<p class="quiet">{words.opened.noHistory}</p>}>
      <ol class="grid gap-1.5">
        <For each={props.events}>
          {it => (
            <li class="grid gap-x-3 sm:grid-cols-[9rem_1fr]">
              <time class="quiet tabular-nums" dateTime={it.at}>
                {instant(it.at)}
              </time>
              <span class="[overflow-wrap:anywhere]">
                <Show when={it.platform}>
                  {platform => (
                    <span class="font-medium">
                      {PLATFORM_NAMES[platform()]} {it.label}{' '}
                    </span>
                  )}
                </Show>
                {stateWords(it)}
                <Show when={reasonOf(it, it.platform)}>
                  {reason => (
                    <span class="quiet" lang={reason().lang}>
                      {' '}
                      · {reason().text}
                    </span>
                  )}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  )
}
