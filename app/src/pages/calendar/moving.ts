import type { CalendarDate } from '@internationalized/date'
import { createSignal } from 'solid-js'
import { instant } from '../../words/format.ts'
import { dayAt, momentOf } from '../../words/zoned.ts'
import { type CalendarState, type Entry, words } from './page.state.ts'

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
}

/** Moving with the keyboard what a pointer drags. */
export function makeMoving(state: CalendarState) {
  const [held, setHeld] = createSignal<{ entry: Entry; day: CalendarDate } | null>(null)
  const [said, setSaid] = createSignal('')
  const drop = (entry: Entry, day: CalendarDate) => {
    const local = state.localOn(entry, day)
    setHeld(null)
    setSaid(words().to(when(local)))
    if (!entry.row) return
    const scheduling = state.schedule(entry.row, local)
    follow(entry.id)
    void scheduling.then(() => follow(entry.id))
  }
  const when = (local: string) =>
    instant(momentOf({ local, timeZone: state.zone() }).at.toISOString(), state.zone())

  function onKeyDown(event: KeyboardEvent, entry: Entry) {
    const now = held()
    const isHeld = now?.entry.id === entry.id
    if (!isHeld && event.key === 'm' && state.mayBeMoved(entry)) {
      setHeld({ entry, day: dayAt(new Date(entry.at), state.zone()) })
      setSaid(words().moving(entry.name))
    } else if (isHeld && STEPS[event.key] !== undefined) {
      const day = now.day.add({ days: STEPS[event.key] ?? 0 })
      setHeld({ entry, day })
      setSaid(words().to(when(state.localOn(entry, day))))
    } else if (isHeld && event.key === 'Enter') drop(entry, now.day)
    else if (isHeld && event.key === 'Escape') {
      setHeld(null)
      setSaid(words().left)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { held, said, drop, onKeyDown }
}

/** Keeps the keyboard on what was moved, wherever it stands now. */
function follow(id: string): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)?.focus()
}

export type Moving = ReturnType<typeof makeMoving>
