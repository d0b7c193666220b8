import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { act, wish } from '../../act.ts'
import { agent } from '../../door.ts'
import type { Video } from '../../told.ts'
import { instant, words } from '../../words.ts'
import { Action } from './Action.tsx'
import { CancelQuestion } from './CancelQuestion.tsx'
import { stateWords } from './History.tsx'
import { Opened } from './Opened.tsx'
import { Place } from './Place.tsx'
import { Thumb } from './Thumb.tsx'
import { Trouble } from './Trouble.tsx'

/** One video: how far it is everywhere, what it needs, and what may be done about it. */
export function VideoRow(props: { video: Video }) {
  const say = words.videos
  const it = () => props.video
  const [isOpen, setOpen] = createSignal(false)
  const id = createUniqueId()
  const isCopy = () => it().state === 'copy'
  const isOver = () => it().state === 'published' || isCopy()
  return (
    <li class="card">
      <div class="flex items-start gap-3">
        <Thumb sha256={it().sha256} state={it().state} />
        <div class="min-w-0 grow">
          <h2 class="font-semibold">
            <button
              type="button"
              class="flex w-full items-start gap-2 rounded text-start"
              data-row
              aria-expanded={isOpen()}
              aria-controls={isOpen() ? id : undefined}
              disabled={!it().sha256 || isCopy()}
              onClick={() => setOpen(!isOpen())}
            >
              <span class="min-w-0 grow break-words [overflow-wrap:anywhere]">{it().file}</span>
              <Show when={it().sha256 && !isCopy()}>
                <Chevron isOpen={isOpen()} />
              </Show>
            </button>
          </h2>
          <p class={`text-sm ${it().state === 'published' ? 'text-good' : 'quiet'}`}>
            {standing(it())}
            <Show when={!isOver() && it().schedule}>
              {date => <span> · {say.goesOut(instant(date().at))}</span>}
            </Show>
          </p>
          <Show when={!isCopy()} fallback={<p class="quiet text-sm">{say.copyOf}</p>}>
            <Show when={it().code !== 'cancelled'}>
              <Trouble it={it()} platform={null} />
            </Show>
          </Show>
          <Show when={it().sha256 && !isCopy()}>
            <Buttons video={it()} isOver={isOver()} />
          </Show>
        </div>
      </div>
      <Show when={!isCopy() && it().publications.length > 0}>
        <ul class="mt-3 grid gap-2 border-t border-line pt-3">
          <For each={it().publications}>{at => <Place video={it()} at={at} />}</For>
        </ul>
      </Show>
      <Show when={isOpen() && it().sha256}>
        {sha256 => (
          <div id={id} class="mt-3 border-t border-line pt-3">
            <Opened video={it()} sha256={sha256()} />
          </div>
        )}
      </Show>
    </li>
  )
}

function standing(it: Video): string {
  const say = words.videos
  if (it.state === 'published' || it.state === 'failed') return stateWords(it)
  if (it.isCancelled) return say.cancelling
  return it.isPaused ? say.held : stateWords(it)
}

function Chevron(props: { isOpen: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      class={
        'mt-0.5 size-5 shrink-0 fill-none stroke-ink-quiet stroke-2 ' +
        `motion-safe:transition-transform ${props.isOpen ? 'rotate-180' : ''}`
      }
    >
      <path d="M6 9l6 6 6-6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}

/** What may be done with the whole of it. */
function Buttons(props: { video: Video; isOver: boolean }) {
  const say = words.videos
  const it = () => props.video
  const whole = () => ({ sha256: it().sha256, connectionId: null })
  const canRetry = () =>
    it().state === 'failed' ||
    it().nextTryAt !== null ||
    it().publications.some(at => at.state === 'failed' || at.nextTryAt)
  const hold = () => (it().isPaused ? 'resume' : 'pause')
  const mayStop = () => !props.isOver && it().state !== 'failed' && !it().isCancelled
  const [isAsked, setAsked] = createSignal(false)
  return (
    <div class="mt-2 -ms-2 flex flex-wrap gap-1">
      <Show when={!props.isOver && canRetry()}>
        <Action file={it().file} onClick={() => wish({ ...whole(), wish: { kind: 'retry' } })}>
          {say.retry}
        </Action>
      </Show>
      <Show when={mayStop()}>
        <Action
          file={it().file}
          onClick={() => wish({ ...whole(), wish: { kind: hold(), until: null } })}
        >
          {it().isPaused ? say.resume : say.pause}
        </Action>
        <Action file={it().file} onClick={() => setAsked(true)}>
          {say.cancel}
        </Action>
      </Show>
      <Action
        file={it().file}
        onClick={() => act(() => agent.reveal.mutate({ sha256: it().sha256 ?? '' }))}
      >
        {say.reveal}
      </Action>
      <Show when={isAsked()}>
        <CancelQuestion video={it()} close={() => setAsked(false)} />
      </Show>
    </div>
  )
}
