import { createWindowVirtualizer, defaultRangeExtractor } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { VideosState } from '../page.state.ts'
import { words } from '../words.ts'
import { VideoItem } from './VideoItem.tsx'

const USUAL_ROW_PX = 104
/** So many rows before the end of what is there, the next page is asked for. */
const AHEAD = 15

/** However many videos there are, only those in view stand in the page. */
export function VideoList(props: { state: VideosState }) {
  let list: HTMLUListElement | undefined
  const [top, setTop] = createSignal(0)
  const [focused, setFocused] = createSignal<string | null>(null)
  const ids = createMemo(() => props.state.videos().map(({ id }) => id))
  const places = createMemo(() => new Map(ids().map((id, at) => [id, at])))
  const focusedAt = () => places().get(focused() ?? '')
  onMount(() => {
    // What stands above may grow or go away.
    const look = () => setTop((list?.getBoundingClientRect().top ?? 0) + window.scrollY)
    const watching = new ResizeObserver(look)
    watching.observe(document.body)
    look()
    onCleanup(() => watching.disconnect())
  })
  // A new function for a new list: by it the rows learn that others stand in their places.
  const keyOf = createMemo(() => {
    const all = ids()
    return (at: number) => all[at] ?? at
  })
  const rows = createWindowVirtualizer({
    get count() {
      return ids().length
    },
    get scrollMargin() {
      return top()
    },
    get getItemKey() {
      return keyOf()
    },
    estimateSize: () => USUAL_ROW_PX,
    overscan: 6,
    // The row with the keyboard's focus stays, also when it is scrolled out of view.
    rangeExtractor: range => {
      const shown = defaultRangeExtractor(range)
      const at = focusedAt()
      return at === undefined || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b)
    },
  })
  // By id, so that a row stays the same element, and keeps the keyboard, while others come before
  // it; by the list's own keys, for its rows and their places change a moment after the ids.
  const starts = createMemo(
    () => new Map(rows.getVirtualItems().map(({ key, start }) => [String(key), start])),
  )
  const shown = createMemo(() => [...starts().keys()])
  createEffect(() => {
    const last = rows.getVirtualItems().at(-1)
    if (last && last.index >= ids().length - AHEAD) props.state.more()
  })

  const linkAt = (at: number) =>
    list?.querySelector<HTMLElement>(`[data-index="${at}"] a[data-open]`)
  const goTo = (at: number) => {
    const most = ids().length - 1
    const next = Math.max(0, Math.min(at, most))
    setFocused(ids()[next] ?? null)
    rows.scrollToIndex(next)
    // A far row stands in the page one frame later.
    const focus = () => linkAt(next)?.focus({ preventScroll: true })
    focus()
    requestAnimationFrame(focus)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = focusedAt()
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids().length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    goTo(to)
  }
  return (
    <>
      <ul
        ref={it => {
          list = it
        }}
        aria-label={words().list}
        aria-busy={props.state.list.isPlaceholderData}
        class="relative"
        style={`height: ${rows.getTotalSize()}px`}
        onKeyDown={onKeyDown}
        onFocusIn={event => {
          const row = event.target.closest('[data-id]')
          setFocused(row?.getAttribute('data-id') ?? null)
        }}
        onFocusOut={() => setFocused(null)}
      >
        <For each={shown()}>
          {id => (
            <Show when={props.state.byId().get(id)}>
              {video => (
                <li
                  data-id={id}
                  data-index={places().get(id)}
                  ref={row => queueMicrotask(() => rows.measureElement(row))}
                  aria-setsize={props.state.list.hasNextPage ? -1 : ids().length}
                  aria-posinset={(places().get(id) ?? 0) + 1}
                  class="absolute inset-x-0 top-0 pb-2"
                  style={`transform: translateY(${(starts().get(id) ?? 0) - top()}px)`}
                >
                  <VideoItem video={video()} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={props.state.list.isFetchNextPageError}>
        <p class="refused">
          {words().moreFailed}{' '}
          <button
            type="button"
            class="font-semibold underline"
            onClick={() => void props.state.list.fetchNextPage()}
          >
            {words().more}
          </button>
        </p>
      </Show>
      <Show when={props.state.list.isFetchingNextPage}>
        <output class="quiet block text-center text-sm">{words().more}…</output>
      </Show>
    </>
  )
}
