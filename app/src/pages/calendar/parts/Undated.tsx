import { For, Show } from 'solid-js'
import { Frame } from '../../../ui/Frame.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import type { Moving } from '../moving.ts'
import { type CalendarState, words } from '../page.state.ts'

/** Videos that wait without a date: dragged onto a day, or given one by the button. */
export function Undated(props: { state: CalendarState; moving: Moving }) {
  return (
    <Show when={props.state.undated().length > 0}>
      <section aria-labelledby="undated">
        <h2 id="undated" class="text-lg font-semibold">
          {words().undated}
        </h2>
        <Show when={props.state.mayMove()}>
          <p class="quiet mt-1 text-sm">{words().undatedHint}</p>
        </Show>
        <ul class="mt-3 grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
          {/* By name: news in the middle of a drag would take away what is dragged. */}
          <For each={props.state.undated().map(it => it.id)}>
            {id => (
              <Show when={props.state.undated().find(it => it.id === id)}>
                {it => (
                  <li
                    class="flex min-w-0 items-center gap-3 rounded-xl border border-line bg-card p-2 text-sm"
                    classList={{ 'cursor-grab': props.state.mayMove() }}
                    draggable={props.state.mayMove()}
                    onDragStart={event => {
                      event.dataTransfer?.setData('text/plain', it().row.fileName)
                      props.moving.carry({ undated: it() })
                    }}
                    onDragEnd={() => props.moving.carry(null)}
                  >
                    <Frame src={it().row.previews[1]} class="h-14 w-10" />
                    <span class="min-w-0 flex-1">
                      <span class="block truncate font-medium">{it().row.fileName}</span>
                      <span class="mt-1 flex gap-1">
                        <For each={it().channels}>
                          {({ platform }) => <PlatformMark platform={platform} isSmall={true} />}
                        </For>
                      </span>
                    </span>
                    <Show when={props.state.mayMove()}>
                      <button
                        type="button"
                        class="button-quiet"
                        onClick={() => props.moving.ask({ row: it().row, first: '' })}
                      >
                        {words().schedule}
                        <span class="sr-only"> {it().row.fileName}</span>
                      </button>
                    </Show>
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
