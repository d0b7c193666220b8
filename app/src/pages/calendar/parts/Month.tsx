import { type CalendarDate, isSameDay } from '@internationalized/date'
import { createMemo, For } from 'solid-js'
import { dayAs } from '../../../words/format.ts'
import { dayAt } from '../../../words/zoned.ts'
import { Day } from './Day.tsx'
import type { ViewProps } from './views.ts'

/** Whole weeks below one another. */
export function Month(props: ViewProps) {
  const weeks = () => {
    const days = props.state.days()
    return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  }
  const today = createMemo(() => dayAt(new Date(), props.state.zone()))
  const isToday = (day: CalendarDate) => isSameDay(day, today())
  const isOther = (day: CalendarDate) => day.month !== props.state.day().month
  return (
    <table class="w-full table-fixed border-collapse">
      <thead>
        <tr>
          <For each={weeks()[0]}>
            {day => (
              <th scope="col" class="quiet pb-1 text-start text-xs font-medium">
                {dayAs(day, { weekday: 'short' })}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={weeks()}>
          {week => (
            <tr>
              <For each={week}>
                {day => (
                  <td
                    class="h-px border border-line align-top"
                    classList={{ 'bg-raised/50': isOther(day) }}
                    data-day={String(day)}
                  >
                    <time
                      datetime={String(day)}
                      class="m-1 inline-block rounded-full px-1.5 text-xs"
                      classList={{
                        'bg-brand font-bold text-white': isToday(day),
                        quiet: isOther(day),
                      }}
                    >
                      {day.day}
                    </time>
                    <Day day={day} {...props} />
                  </td>
                )}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
