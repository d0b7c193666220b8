import type { WaitingRow } from '@content/api/contract'
import {
  type CalendarDate,
  type CalendarDateTime,
  toCalendarDateTime,
} from '@internationalized/date'
import { createSignal } from 'solid-js'
import { instant } from '../../words/format.ts'
import { asLocal, momentOf, wallAt } from '../../words/zoned.ts'
import type { Entry, Undated } from './entries.ts'
import { STEP_MINUTES } from './grid.ts'
import { type CalendarState, words } from './page.state.ts'

/** What is asked for in the dialog of a time. */
export interface Asking {
  row: WaitingRow
  first: string
}

const USUAL_TIME = '18:00'

const timeOn = (day: CalendarDate, minute: number) =>
  toCalendarDateTime(day).add({ minutes: minute })

type Step = { days: number } | { minutes: number }

const ACROSS: Readonly<Record<string, Step>> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
}
/** A month and a list have days below one another, a week has hours. */
const DOWN: Readonly<Record<'days' | 'hours', Readonly<Record<string, Step>>>> = {
  days: { ArrowUp: { days: -7 }, ArrowDown: { days: 7 } },
  hours: { ArrowUp: { minutes: -STEP_MINUTES }, ArrowDown: { minutes: STEP_MINUTES } },
}

/** What a pointer drags: an entry, or a video that has no date yet. */
export type Carried = { entry: Entry; grabbedPx: number } | { undated: Undated }

/** Moving by pointer, and with the keyboard. */
export function makeMoving(state: CalendarState) {
  const [held, setHeld] = createSignal<{ entry: Entry; to: CalendarDateTime } | null>(null)
  const [said, setSaid] = createSignal('')
  const [carried, carry] = createSignal<Carried | null>(null)
  const [asking, ask] = createSignal<Asking | null>(null)
  const when = (to: CalendarDateTime) => instant(momentAt(to).toISOString(), state.zone())
  const momentAt = (to: CalendarDateTime) =>
    momentOf({ local: asLocal(to), timeZone: state.zone() }).at

  function drop(entry: Entry, to: CalendarDateTime) {
    setHeld(null)
    if (!entry.row) return
    if (momentAt(to).getTime() <= Date.now()) {
      setSaid(words().isOver)
      return
    }
    setSaid(words().to(when(to)))
    const scheduling = state.schedule(entry.row, asLocal(to))
    follow(entry.id)
    void scheduling.then(() => follow(entry.id))
  }

  /** A pointer let go over a day, or over a time of it. */
  function land(day: CalendarDate, minute?: number) {
    const it = carried()
    carry(null)
    if (!it) return
    const at = minute === undefined ? undefined : timeOn(day, minute)
    if ('entry' in it) {
      if (state.mayBeMoved(it.entry)) drop(it.entry, at ?? state.onDay(it.entry, day))
      return
    }
    const first = at ? asLocal(at) : (state.openOn(day)[0]?.local ?? `${day}T${USUAL_TIME}`)
    ask({ row: it.undated.row, first })
  }

  const stepOf = (key: string) =>
    ACROSS[key] ?? DOWN[state.view() === 'week' ? 'hours' : 'days'][key]

  function onKeyDown(event: KeyboardEvent, entry: Entry) {
    const now = held()
    const isHeld = now?.entry.id === entry.id
    const step = isHeld ? stepOf(event.key) : undefined
    if (!isHeld && event.key === 'm' && state.mayBeMoved(entry)) {
      setHeld({ entry, to: wallAt(new Date(entry.at), state.zone()) })
      setSaid(words().moving(entry.name))
    } else if (isHeld && step) {
      const to = now.to.add(step)
      setHeld({ entry, to })
      setSaid(words().to(when(to)))
    } else if (isHeld && event.key === 'Enter') drop(entry, now.to)
    else if (isHeld && event.key === 'Escape') {
      setHeld(null)
      setSaid(words().left)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { ...{ held, said, onKeyDown }, ...{ carried, carry, land }, ...{ asking, ask } }
}

/** Keeps the keyboard on what was moved, wherever it stands now. */
function follow(id: string): void {
  // What has the focus elsewhere was chosen there in the meantime.
  const { activeElement } = document
  if (activeElement !== document.body && !activeElement?.closest('[data-entry], main#page:focus')) {
    return
  }
  document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)?.focus()
}

export type Moving = ReturnType<typeof makeMoving>
