import { type CalendarDate, isSameDay } from '@internationalized/date'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { dayAs } from '../../../words/format.ts'
import { clockChange } from '../grid.ts'
import { words } from '../page.state.ts'
import { EntryBox } from './EntryBox.tsx'
import { SlotButton } from './SlotButton.tsx'
import type { ViewProps } from './views.ts'

interface Props extends ViewProps {
  day: CalendarDate
  isLarge?: boolean
}

/** A day of a month has room for so many; what is still to come is shown in any case. */
const MOST = 6

/** What goes out on one day, and where something can be dropped. */
export function Day(props: Props) {
  const [isOver, setIsOver] = createSignal(false)
  const isTarget = () => {
    const to = props.moving.held()?.to
    return isOver() || (to !== undefined && isSameDay(to, props.day))
  }
  const all = () => props.state.on(props.day)
  const shown = createMemo(() => {
    if (props.isLarge) return all()
    const toCome = all().filter(it => it.row !== null)
    const over = all().filter(it => it.row === null)
    const kept = new Set([...toCome, ...over.slice(0, Math.max(0, MOST - toCome.length))])
    return all().filter(it => kept.has(it))
  })
  return (
    <fieldset
      aria-label={dayAs(props.day, { dateStyle: 'full' })}
      class="h-full min-w-0 space-y-1 rounded-lg p-1"
      classList={{ 'bg-raised ring-2 ring-brand': isTarget(), 'min-h-20': !props.isLarge }}
      onDragOver={event => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => {
        event.preventDefault()
        setIsOver(false)
        props.moving.land(props.day)
      }}
    >
      <ClockChange day={props.day} timeZone={props.state.zone()} />
      <ul class="space-y-1">
        {/* By name, so that news leaves the keyboard where it is. */}
        <For each={shown().map(it => it.id)}>
          {id => (
            <Show when={shown().find(it => it.id === id)}>
              {entry => (
                <li>
                  <EntryBox
                    entry={entry()}
                    state={props.state}
                    moving={props.moving}
                    isLarge={props.isLarge === true}
                  />
                </li>
              )}
            </Show>
          )}
        </For>
        <Show when={all().length - shown().length}>
          {more => (
            <li>
              <button
                type="button"
                class="quiet w-full rounded px-1 text-start text-xs underline"
                onClick={() => props.state.show('list', props.day)}
              >
                {words().more(more())}
              </button>
            </li>
          )}
        </Show>
        <For each={props.state.openOn(props.day)}>
          {slot => (
            <li>
              <SlotButton slot={slot} state={props.state} fill={props.fill} />
            </li>
          )}
        </For>
      </ul>
    </fieldset>
  )
}

export function ClockChange(props: { day: CalendarDate; timeZone: string }) {
  const change = createMemo(() => clockChange(props.day, props.timeZone))
  return (
    <Show when={change() !== 0}>
      <p class="text-xs text-amber-800 dark:text-amber-300">
        {words().clock(`${change() > 0 ? '+' : ''}${change()} h`)}
      </p>
    </Show>
  )
}
