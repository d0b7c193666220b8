import { A } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { createMediaQuery } from '../../ui/media-query.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScheduleDialog } from '../../ui/ScheduleDialog.tsx'
import { useKeyHelp } from '../../ui/shell/KeyHelp.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { dayAs, daysAs } from '../../words/format.ts'
import { makeMoving } from './moving.ts'
import { makeCalendar, type Slot, words } from './page.state.ts'
import { Agenda } from './parts/Agenda.tsx'
import { Choices } from './parts/Choices.tsx'
import { Month } from './parts/Month.tsx'
import { SlotDialog } from './parts/SlotDialog.tsx'
import { Undated } from './parts/Undated.tsx'
import { Week } from './parts/Week.tsx'

/** What went out, what will, and where there is room. */
export function Page() {
  const state = makeCalendar()
  const moving = makeMoving(state)
  const [slot, fill] = createSignal<Slot | null>(null)
  // Seven columns do not fit beside one another there, and names would have to go.
  const isNarrow = createMediaQuery('(max-width: 47.99rem)')
  const views = { state, moving, fill }
  const shown = () => {
    const [first, last] = [state.days()[0], state.days().at(-1)]
    return state.view() === 'week' && first && last
      ? daysAs(first, last)
      : dayAs(state.day(), { month: 'long', year: 'numeric' })
  }
  useKeyHelp(() => words().keys)
  return (
    <>
      <PageHead title={words().title} about={words().about(state.zone())}>
        <Choices state={state} />
      </PageHead>
      <p aria-live="assertive" class="sr-only">
        {moving.said()}
      </p>
      <Query of={state.published} loading={words().loading}>
        {() => (
          <>
            <div class="space-y-3">
              <h2 class="text-lg font-semibold">{shown()}</h2>
              <Show when={state.isCut()}>
                <p class="quiet text-sm">{words().isCut}</p>
              </Show>
              <Show when={state.isEmpty()}>
                <p class="quiet text-sm">
                  {words().none}{' '}
                  <Show when={state.undated().length === 0}>
                    {words().first}{' '}
                    <A href="/videos" class="underline">
                      {words().toVideos}
                    </A>
                  </Show>
                </p>
              </Show>
              <Switch fallback={<Month {...views} />}>
                <Match when={isNarrow() || state.view() === 'list'}>
                  <Agenda {...views} />
                </Match>
                <Match when={state.view() === 'week'}>
                  <Week {...views} />
                </Match>
              </Switch>
              <Show when={state.mayMove()}>
                <p class="quiet text-xs">{moving.held() ? moving.said() : words().moveHint}</p>
              </Show>
            </div>
            <Undated state={state} moving={moving} />
          </>
        )}
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
