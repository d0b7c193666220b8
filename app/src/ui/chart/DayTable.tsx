import { For } from 'solid-js'
import { calendarDay } from '../../words/format.ts'

interface Props {
  label: string
  /** What stands above the days. */
  day: string
  days: readonly string[]
  columns: readonly { name: string; cell: (day: string) => string }[]
}

/** What a chart shows by day, for reading: the newest day first. */
export function DayTable(props: Props) {
  return (
    <section class="max-h-80 overflow-auto" tabindex="0" aria-label={props.label}>
      <table class="w-full text-sm" aria-label={props.label}>
        <thead class="sticky top-0 bg-card">
          <tr>
            <th scope="col" class="py-1 pe-4 text-start">
              {props.day}
            </th>
            <For each={props.columns}>
              {({ name }) => (
                <th scope="col" class="py-1 pe-4 text-end">
                  {name}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.days.toReversed()}>
            {day => (
              <tr class="border-t border-line">
                <th scope="row" class="whitespace-nowrap py-1 pe-4 text-start font-normal">
                  {calendarDay(day)}
                </th>
                <For each={props.columns}>
                  {({ cell }) => <td class="py-1 pe-4 text-end tabular-nums">{cell(day)}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
