import type { Platform, PublicationStep } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { FaultLink } from '../../../ui/fault/FaultLink.tsx'
import { duration, instant } from '../../../words/format.ts'
import { reasonFor, STATE_TONES, stateWords } from '../../../words/publication.ts'
import { words } from '../words.ts'

/** Every state it was in, since when and how long, and what went wrong in a sentence. */
export function Steps(props: { platform: Platform; steps: readonly PublicationStep[] }) {
  return (
    <section class="min-w-0 text-sm">
      <h4 class="font-semibold">{words().steps}</h4>
      <ol class="mt-2 space-y-3 border-s border-line ps-4">
        <For each={props.steps}>
          {step => (
            <li>
              <p class={`font-medium ${STATE_TONES[step.state]}`}>
                {stateWords({ state: step.state, queue: null })}
              </p>
              <p class="quiet text-xs tabular-nums">
                <time datetime={step.at}>{instant(step.at)}</time>
                <Show when={lasting(step)}>{time => ` · ${time()}`}</Show>
                <Show when={step.device}>{device => ` · ${words().toldBy(device().name)}`}</Show>
              </p>
              <Show when={step.isSeen}>
                <p class="quiet">{words().seen}</p>
              </Show>
              <Show when={reasonFor(step)}>
                {reason => (
                  <p class="break-words">
                    {reason()} <FaultLink platform={props.platform} code={step.code} />
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}

const SECOND_MS = 1000

/** How long, where it was long enough to say. */
function lasting({ at, endedAt }: PublicationStep): string | null {
  const ms = endedAt === null ? 0 : Date.parse(endedAt) - Date.parse(at)
  return ms < SECOND_MS ? null : words().took(duration(ms))
}
