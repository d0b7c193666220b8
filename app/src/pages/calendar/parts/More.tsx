import type { CalendarDate } from '@internationalized/date'
import { A } from '@solidjs/router'
import { dayAs } from '../../../words/format.ts'
import { words } from '../page.state.ts'

/** Leads to all the videos of a day on which more went live than a calendar shows. */
export function More(props: { day: CalendarDate; count: number }) {
  return (
    <A class="quiet text-xs underline" href={`/videos?publishedOn=${props.day}`}>
      {words().more(props.count)}
      <span class="sr-only"> {dayAs(props.day, { dateStyle: 'full' })}</span>
    </A>
  )
}
