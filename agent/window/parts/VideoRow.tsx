import { For, Show } from 'solid-js'
import { act, wish } from '../act.ts'
import { agent } from '../door.ts'
import type { told } from '../told.ts'
import { instant, words } from '../words.ts'
import { Action } from './Action.tsx'
import { Place } from './Place.tsx'
import { Trouble } from './Trouble.tsx'

type Video = (typeof told.videos)[number]

/** One video: how far it is everywhere, what it needs, and what may be done about it. */
export function VideoRow(props: { video: Video }) {
  const say = words.videos
  const it = () => props.video
  const isOver = () => it().state === 'published'
  const whole = () => ({ sha256: it().sha256, connectionId: null })
  const canRetry = () =>
    it().state === 'failed' || it().publications.some(at => at.state === 'failed' || at.nextTryAt)
  return (
    <li class="card">
      <div class="flex flex-wrap items-start justify-between gap-2">
        <div class="min-w-0">
          <h2 class="font-semibold break-all">{it().file}</h2>
          <p class="quiet text-sm">
            {it().isPaused && !isOver() ? say.held : words.states[it().state]}
            <Show when={!isOver() && it().schedule}>
              {date => <span> · {say.goesOut(instant(date().at))}</span>}
            </Show>
          </p>
        </div>
        <Show when={it().sha256}>
          <div class="flex flex-wrap gap-2">
            <Show when={!isOver() && canRetry()}>
              <Action
                file={it().file}
                onClick={() => wish({ ...whole(), wish: { kind: 'retry' } })}
              >
                {say.retry}
              </Action>
            </Show>
            <Show when={!isOver()}>
              <Action
                file={it().file}
                onClick={() =>
                  wish({
                    ...whole(),
                    wish: { kind: it().isPaused ? 'resume' : 'pause', until: null },
                  })
                }
              >
                {it().isPaused ? say.resume : say.pause}
              </Action>
            </Show>
            <Action
              file={it().file}
              onClick={() => act(() => agent.reveal.mutate({ sha256: it().sha256 ?? '' }))}
            >
              {say.reveal}
            </Action>
          </div>
        </Show>
      </div>
      <Trouble it={it()} />
      <Show when={it().publications.length > 0}>
        <ul class="mt-3 grid gap-2 border-t border-line pt-3">
          <For each={it().publications}>{at => <Place video={it()} at={at} />}</For>
        </ul>
      </Show>
    </li>
  )
}
