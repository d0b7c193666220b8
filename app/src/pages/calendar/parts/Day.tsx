import type { CalendarDate } from '@internationalized/date'
import { createSignal, For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { locale } from '../../../words/locale.ts'
import { clockChange } from '../grid.ts'
import type { Moving } from '../moving.ts'
import { type CalendarState, type Entry, words } from '../page.state.ts'

interface Props {
  day: CalendarDate
  state: CalendarState
  moving: Moving
}

const timeIn = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale(), { timeZone, timeStyle: 'short' }).format(new Date(at))

/** What goes out on one day, and where something can be dropped. */
export function Day(props: Props) {
  const [isOver, setIsOver] = createSignal(false)
  const isTarget = () => isOver() || props.moving.held()?.day.compare(props.day) === 0
  const dragged = (event: DragEvent) =>
    props.state.entries().find(it => it.id === event.dataTransfer?.getData('text/plain'))
  const change = () => clockChange(props.day, props.state.zone())
  return (
    <fieldset
      aria-label={String(props.day)}
      class="h-full min-h-20 min-w-0 space-y-1 rounded-lg p-1"
      classList={{ 'bg-raised ring-2 ring-brand': isTarget() }}
      onDragOver={event => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => {
        event.preventDefault()
        setIsOver(false)
        const entry = dragged(event)
        if (entry && props.state.mayBeMoved(entry)) props.moving.drop(entry, props.day)
      }}
    >
      <Show when={change() !== 0}>
        <p class="text-xs text-amber-800 dark:text-amber-300">
          {words().clock(`${change() > 0 ? '+' : ''}${change()} h`)}
        </p>
      </Show>
      <ul class="space-y-1">
        {/* By name, so that news leaves the keyboard where it is. */}
        <For each={props.state.on(props.day).map(it => it.id)}>
          {id => (
            <Show when={props.state.on(props.day).find(it => it.id === id)}>
              {entry => (
                <li>
                  <EntryLink entry={entry()} state={props.state} moving={props.moving} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <For each={props.state.openOn(props.day)}>
        {slot => (
          <p class="quiet rounded border border-dashed border-stone-400 px-1 text-xs">
            {words().open(slot.local.slice(11), slot.platform)}
          </p>
        )}
      </For>
    </fieldset>
  )
}

function EntryLink(props: { entry: Entry; state: CalendarState; moving: Moving }) {
  const mayMove = () => props.state.mayBeMoved(props.entry)
  const what = () => words().kinds[props.entry.kind]
  const time = () => timeIn(props.entry.at, props.state.zone())
  return (
    <a
      href={props.entry.href}
      data-entry={props.entry.id}
      draggable={mayMove()}
      title={`${props.entry.name} · ${what()}`}
      class="flex items-center gap-1 rounded-md border border-line bg-card p-1 text-xs"
      classList={{ 'cursor-grab': mayMove() }}
      onDragStart={event => event.dataTransfer?.setData('text/plain', props.entry.id)}
      onKeyDown={event => props.moving.onKeyDown(event, props.entry)}
    >
      <span class="hidden sm:block">
        <PlatformMark platform={props.entry.platform} />
      </span>
      <span class="min-w-0">
        <span class="block font-semibold tabular-nums">{time()}</span>
        <span class="block truncate max-sm:sr-only">{props.entry.name}</span>
        <span class="quiet block truncate max-sm:sr-only">
          {what()} · {props.entry.label}
        </span>
      </span>
    </a>
  )
}
