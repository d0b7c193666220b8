import { For } from 'solid-js'
import { dayAs } from '../../../words/format.ts'
import { Day } from './Day.tsx'
import type { ViewProps } from './views.ts'

/** The days on which there is something, below one another and with every name. */
export function Agenda(props: ViewProps) {
  const filled = () =>
    props.state
      .days()
      .filter(day => props.state.on(day).length + props.state.openOn(day).length > 0)
  return (
    <For each={filled()}>
      {day => (
        <section>
          <h3 class="mb-1 font-semibold">{dayAs(day, { dateStyle: 'full' })}</h3>
          <Day day={day} isLarge={true} {...props} />
        </section>
      )}
    </For>
  )
}
