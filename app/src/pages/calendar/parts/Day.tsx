import type { CalendarDate } from '@internationalized/date'
import { createSignal, For, Show } from 'solid-js'
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

/** What goes out on one day, and where something can be dropped. */
export function Day(props: Props) {
  const [isOver, setIsOver] = createSignal(false)
  const isTarget = () => {
    const to = props.moving.held()?.to
    return isOver() || (to !== undefined && String(to).startsWith(String(props.day)))
  }
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
        <For each={props.state.on(props.day).map(it => it.id)}>
          {id => (
            <Show when={props.state.on(props.day).find(it => it.id === id)}>
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
  const change = () => clockChange(props.day, props.timeZone)
  return (
    <Show when={change() !== 0}>
      <p class="text-xs text-amber-800 dark:text-amber-300">
        {words().clock(`${change() > 0 ? '+' : ''}${change()} h`)}
      </p>
    </Show>
  )
}
