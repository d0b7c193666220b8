import { type CalendarDate, isSameDay } from '@internationalized/date'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { dayAs } from '../../../words/format.ts'
import { clockChange, MOST_A_DAY } from '../grid.ts'
import { words } from '../page.state.ts'
import { EntryBox } from './EntryBox.tsx'
import { More } from './More.tsx'
import { SlotButton } from './SlotButton.tsx'
import type { ViewProps } from './views.ts'

interface Props extends ViewProps {
  day: CalendarDate
  isLarge?: boolean
}

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
    // What is still to come is shown in any case.
    const free = Math.max(0, MOST_A_DAY.month - toCome.length)
    const kept = new Set([...toCome, ...over.slice(0, free)])
    return all().filter(it => kept.has(it))
  })
  const hidden = () => all().length - shown().length + props.state.moreOn(props.day)
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
        <Show when={hidden() > 0}>
          <li>
            <Show when={!props.isLarge} fallback={<More day={props.day} count={hidden()} />}>
              <button
                type="button"
                class="quiet w-full rounded px-1 text-start text-xs underline"
                onClick={() => props.state.show('list', props.day)}
              >
                {words().more(hidden())}
              </button>
            </Show>
          </li>
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
