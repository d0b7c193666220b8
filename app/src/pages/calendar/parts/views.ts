import type { Moving } from '../moving.ts'
import type { CalendarState, Slot } from '../page.state.ts'

/** What every view of the calendar is given. */
export interface ViewProps {
  state: CalendarState
  moving: Moving
  /** Asks which video goes into an open slot. */
  fill: (slot: Slot) => void
}
