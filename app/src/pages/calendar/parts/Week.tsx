import { type CalendarDate, isSameDay } from '@internationalized/date'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { clock, dayAs } from '../../../words/format.ts'
import { wallAt } from '../../../words/zoned.ts'
import { HOUR_REM, hoursOf } from '../grid.ts'
import { ClockChange } from './Day.tsx'
import { More } from './More.tsx'
import { minuteOf, minutesInto } from './minutes.ts'
import type { ViewProps } from './views.ts'
import { WeekDay } from './WeekDay.tsx'

const MINUTE_MS = 60_000

/** Seven days beside one another, by the hour; a list for each day to who hears it. */
export function Week(props: ViewProps) {
  const [nowMs, setNowMs] = createSignal(Date.now())
  const timer = setInterval(() => setNowMs(Date.now()), MINUTE_MS)
  onCleanup(() => clearInterval(timer))
  const now = () => wallAt(new Date(nowMs()), props.state.zone())
  const hours = () => {
    const shown = props.state.days()
    return hoursOf([
      ...shown.flatMap(day => props.state.on(day)).map(it => minuteOf(it.at, props.state.zone())),
      ...shown
        .flatMap(day => props.state.openOn(day))
        .map(it => Number(it.local.slice(11, 13)) * 60),
    ])
  }
  const each = () => Array.from({ length: hours().to - hours().from }, (_, at) => hours().from + at)
  const isToday = (day: CalendarDate) => isSameDay(now(), day)
  return (
    <div class="grid grid-cols-[3.5rem_repeat(7,minmax(0,1fr))] rounded-xl border border-line">
      <span />
      <For each={props.state.days()}>
        {day => (
          <div class="border-s border-b border-line p-2 text-xs">
            <p aria-hidden="true" class="flex items-center gap-1.5">
              <span class="quiet">{dayAs(day, { weekday: 'short' })}</span>
              <span
                class="rounded-full px-1.5 text-sm font-semibold"
                classList={{ 'bg-brand text-white': isToday(day) }}
              >
                {day.day}
              </span>
            </p>
            <ClockChange day={day} timeZone={props.state.zone()} />
            <Show when={props.state.moreOn(day)}>
              {count => <More day={day} count={count()} />}
            </Show>
          </div>
        )}
      </For>
      <div aria-hidden="true" class="quiet text-end text-xs tabular-nums">
        <For each={each()}>
          {hour => (
            <p class="pe-2" style={{ height: `${HOUR_REM}rem` }}>
              {clock(`2026-01-01T${String(hour % 24).padStart(2, '0')}:00:00Z`, 'UTC')}
            </p>
          )}
        </For>
      </div>
      <For each={props.state.days()}>
        {day => (
          <WeekDay
            {...props}
            day={day}
            hours={hours()}
            nowMinute={isToday(day) ? minutesInto(now()) : null}
          />
        )}
      </For>
    </div>
  )
}
