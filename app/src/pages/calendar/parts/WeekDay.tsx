import { type CalendarDate, isSameDay } from '@internationalized/date'
import { createSignal, For, Show } from 'solid-js'
import { dayAs } from '../../../words/format.ts'
import { HOUR_REM, lanesOf, STEP_MINUTES } from '../grid.ts'
import { EntryBox } from './EntryBox.tsx'
import { minuteOf, minutesInto } from './minutes.ts'
import { SlotButton } from './SlotButton.tsx'
import type { ViewProps } from './views.ts'

/** So long an entry is drawn; what it publishes takes no time of the day. */
const DRAWN_MINUTES = 55

interface Props extends ViewProps {
  day: CalendarDate
  hours: { from: number; to: number }
  /** Where the clock is, on today only. */
  nowMinute: number | null
}

/** One day of a week, from its first hour downwards. */
export function WeekDay(props: Props) {
  const [over, setOver] = createSignal<number | null>(null)
  const zone = () => props.state.zone()
  const top = (minute: number) => `${((minute - props.hours.from * 60) / 60) * HOUR_REM}rem`
  const entries = () => props.state.on(props.day)
  const lanes = () =>
    lanesOf(
      entries().map(it => minuteOf(it.at, zone())),
      DRAWN_MINUTES,
    )
  const place = (id: string) => {
    const at = entries().findIndex(it => it.id === id)
    const { lane, of } = lanes()[at] ?? { lane: 0, of: 1 }
    const entry = entries()[at]
    return {
      top: entry ? top(minuteOf(entry.at, zone())) : '0',
      height: `${(DRAWN_MINUTES / 60) * HOUR_REM}rem`,
      'inset-inline-start': `${(lane / of) * 100}%`,
      width: `${100 / of}%`,
    }
  }
  /** The time under the pointer, or under the upper edge of what it drags. */
  const minuteAt = (event: DragEvent & { currentTarget: HTMLElement }) => {
    const it = props.moving.carried()
    const grabbedPx = it && 'entry' in it ? it.grabbedPx : 0
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const share = Math.max(0, event.clientY - grabbedPx - top) / height
    const minute = share * (props.hours.to - props.hours.from) * 60 + props.hours.from * 60
    return Math.round(minute / STEP_MINUTES) * STEP_MINUTES
  }
  const held = () => {
    const to = props.moving.held()?.to
    return to && isSameDay(to, props.day) ? minutesInto(to) : null
  }
  const target = () => over() ?? held()
  return (
    <fieldset
      aria-label={dayAs(props.day, { dateStyle: 'full' })}
      data-day={String(props.day)}
      class="relative min-w-0 border-s border-line bg-[linear-gradient(var(--color-line)_1px,transparent_1px)] bg-[length:100%_3.5rem]"
      style={{ height: `${(props.hours.to - props.hours.from) * HOUR_REM}rem` }}
      onDragOver={event => {
        event.preventDefault()
        setOver(minuteAt(event))
      }}
      onDragLeave={() => setOver(null)}
      onDrop={event => {
        event.preventDefault()
        setOver(null)
        props.moving.land(props.day, minuteAt(event))
      }}
    >
      <Show when={target() !== null}>
        <div
          class="pointer-events-none absolute inset-x-0 z-20 border-t-2 border-brand dark:border-brand-bright"
          style={{ top: top(target() ?? 0) }}
        />
      </Show>
      <Show when={props.nowMinute !== null}>
        <div
          class="pointer-events-none absolute inset-x-0 z-10 border-t-2 border-red-600"
          style={{ top: top(props.nowMinute ?? 0) }}
        />
      </Show>
      <ul>
        <For each={props.state.openOn(props.day)}>
          {slot => (
            <li
              class="absolute inset-x-0 p-0.5"
              style={{ top: top(Number(slot.local.slice(11, 13)) * 60) }}
            >
              <SlotButton slot={slot} state={props.state} fill={props.fill} />
            </li>
          )}
        </For>
        {/* By name, so that news leaves the keyboard where it is. */}
        <For each={entries().map(it => it.id)}>
          {id => (
            <Show when={entries().find(it => it.id === id)}>
              {entry => (
                <li class="absolute p-0.5 [&>*]:h-full" style={place(id)}>
                  <EntryBox entry={entry()} state={props.state} moving={props.moving} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </fieldset>
  )
}
