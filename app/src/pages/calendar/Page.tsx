import { createSignal, Show } from 'solid-js'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScheduleDialog } from '../../ui/ScheduleDialog.tsx'
import { useKeyHelp } from '../../ui/shell/KeyHelp.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeMoving } from './moving.ts'
import { makeCalendar, type Slot, words } from './page.state.ts'
import { Choices } from './parts/Choices.tsx'
import { SlotDialog } from './parts/SlotDialog.tsx'
import { Times } from './parts/Times.tsx'

/** What went out, what will, and where there is room. */
export function Page() {
  const state = makeCalendar()
  const moving = makeMoving(state)
  const [slot, fill] = createSignal<Slot | null>(null)
  const views = { state, moving, fill }
  useKeyHelp(() => words().keys)
  return (
    <>
      <PageHead title={words().title} about={words().about(state.zone())}>
        <Choices state={state} />
      </PageHead>
      <p aria-live="assertive" class="sr-only">
        {moving.said()}
      </p>
      {/* On its clock everything stands. */}
      <Query of={state.workspace} loading={words().loading}>
        {() => <Times {...views} />}
      </Query>
      <Show when={slot()}>
        {it => <SlotDialog slot={it()} state={state} close={() => fill(null)} />}
      </Show>
      <Show when={moving.asking()}>
        {it => (
          <ScheduleDialog
            title={it().row.fileName}
            timeZone={state.zone()}
            first={it().first}
            close={() => moving.ask(null)}
            choose={at => {
              const { row } = it()
              moving.ask(null)
              if (at) void state.schedule(row, at.local, at.timeZone)
              else void state.sendAtOnce(row)
            }}
          />
        )}
      </Show>
    </>
  )
}
