import { PLATFORM_NAMES } from '@content/api/contract'
import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
} from 'solid-js'
import type { WindowEvent } from '../../src/window/events.ts'
import { act } from '../act.ts'
import { agent } from '../door.ts'
import { reasonOf } from '../faults/faults.ts'
import { turns } from '../told.ts'
import { instant, words } from '../words.ts'
import { Help } from './Help.tsx'
import { SearchField } from './SearchField.tsx'
import { stateWords } from './videos/History.tsx'
import { toneOf } from './videos/Trouble.tsx'

const SOON_MS = 1000

const lineOf = (it: WindowEvent) =>
  [
    it.at,
    it.file,
    it.platform ? `${PLATFORM_NAMES[it.platform]} ${it.label}` : '',
    stateWords(it),
    reasonOf(it, it.platform)?.text ?? '',
  ]
    .filter(Boolean)
    .join('  ')

/** What happened on this computer, the newest first. */
export function Activity() {
  const say = words.activity
  const [events, { refetch }] = createResource(() => agent.events.query())
  const [text, setText] = createSignal('')
  const [isOnlyBad, setOnlyBad] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      turns,
      () => {
        timer ??= setTimeout(() => {
          timer = undefined
          void refetch()
        }, SOON_MS)
      },
      { defer: true },
    ),
  )
  onCleanup(() => clearTimeout(timer))
  const shown = createMemo(() => {
    const wanted = text().trim().toLowerCase()
    return (events.latest ?? []).filter(
      it =>
        (!isOnlyBad() || it.code !== null || it.whoCanFix !== null) &&
        lineOf(it).toLowerCase().includes(wanted),
    )
  })
  const copy = () =>
    act(() => navigator.clipboard.writeText(shown().map(lineOf).join('\n')), say.copied)
  return (
    <section class="grid gap-3 text-sm" aria-label={say.title}>
      <div class="flex flex-wrap items-center gap-2">
        <SearchField label={say.filter} text={text()} search={setText} />
        <button
          type="button"
          class="chip"
          aria-pressed={isOnlyBad()}
          onClick={() => setOnlyBad(it => !it)}
        >
          {say.only}
        </button>
        <button
          type="button"
          class="button-quiet"
          disabled={shown().length === 0}
          onClick={() => void copy()}
        >
          {say.copy}
        </button>
      </div>
      <Show
        when={shown().length > 0}
        fallback={
          <p class="card quiet text-center">
            {events.loading
              ? words.entering
              : (events.latest ?? []).length > 0
                ? say.noneFits
                : say.none}
          </p>
        }
      >
        <ol class="card grid gap-2 divide-y divide-line p-0">
          <For each={shown()}>{it => <Line event={it} />}</For>
        </ol>
      </Show>
    </section>
  )
}

function Line(props: { event: WindowEvent }) {
  const it = () => props.event
  return (
    <li class="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[8rem_1fr]">
      <time class="quiet tabular-nums" dateTime={it().at}>
        {instant(it().at)}
      </time>
      <div class="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span class="font-medium">{it().file}</span>{' '}
          <Show when={it().platform}>
            {platform => (
              <span class="quiet">
                {PLATFORM_NAMES[platform()]} {it().label}{' '}
              </span>
            )}
          </Show>
          <span class={it().state === 'published' ? 'text-good' : ''}>{stateWords(it())}</span>
        </p>
        <Show when={reasonOf(it(), it().platform)}>
          {reason => (
            <p class={toneOf(it())}>
              <span lang={reason().lang}>{reason().text}</span>
              <Show when={it().state !== 'awaiting_review'}>
                <Help code={it().code} platform={it().platform} />
              </Show>
            </p>
          )}
        </Show>
      </div>
    </li>
  )
}
