import type { WaitingRow } from '@content/api/contract'
import type { CalendarDate } from '@internationalized/date'
import { createSignal, For, Show } from 'solid-js'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScheduleDialog } from '../../ui/ScheduleDialog.tsx'
import { useKeyHelp } from '../../ui/shell/KeyHelp.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { locale } from '../../words/locale.ts'
import { dayAt } from '../../words/zoned.ts'
import { VIEWS } from './grid.ts'
import { type Moving, makeMoving } from './moving.ts'
import { type CalendarState, makeCalendar, words } from './page.state.ts'
import { Day } from './parts/Day.tsx'

const named = (day: CalendarDate, format: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...format }).format(day.toDate('UTC'))

/** What went out, what will, and where there is room. */
export function Page() {
  const state = makeCalendar()
  const moving = makeMoving(state)
  useKeyHelp(() => words().keys)
  return (
    <>
      <PageHead title={words().title} about={words().about(state.zone())}>
        <Choices state={state} />
      </PageHead>
      <p aria-live="assertive" class="text-sm font-medium">
        {moving.said()}
      </p>
      <Query of={state.published} loading={words().loading}>
        {() => (
          <>
            <h2 class="text-lg font-semibold">
              {named(state.day(), { month: 'long', year: 'numeric' })}
            </h2>
            <Show when={state.isCut()}>
              <p class="quiet text-sm">{words().isCut}</p>
            </Show>
            <Show when={state.view() === 'list'} fallback={<Weeks state={state} moving={moving} />}>
              <List state={state} moving={moving} />
            </Show>
            <Show when={state.mayMove()}>
              <p class="quiet text-xs">{words().moveHint}</p>
            </Show>
            <Undated state={state} />
          </>
        )}
      </Query>
    </>
  )
}

function Choices(props: { state: CalendarState }) {
  return (
    <>
      <label class="text-sm">
        <span class="sr-only">{words().view}</span>
        <select
          class="field"
          value={props.state.view()}
          onChange={event => {
            const view = VIEWS.find(it => it === event.currentTarget.value) ?? 'month'
            props.state.show(view, props.state.day())
          }}
        >
          <For each={VIEWS}>{view => <option value={view}>{words().views[view]}</option>}</For>
        </select>
      </label>
      <button type="button" class="button-quiet" onClick={() => props.state.step(-1)}>
        {words().before}
      </button>
      <button
        type="button"
        class="button-quiet"
        onClick={() => props.state.show(props.state.view(), dayAt(new Date(), props.state.zone()))}
      >
        {words().today}
      </button>
      <button type="button" class="button-quiet" onClick={() => props.state.step(1)}>
        {words().after}
      </button>
    </>
  )
}

interface ViewProps {
  state: CalendarState
  moving: Moving
}

function Weeks(props: ViewProps) {
  const weeks = () => {
    const days = props.state.days()
    return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  }
  const isToday = (day: CalendarDate) => day.compare(dayAt(new Date(), props.state.zone())) === 0
  return (
    <table class="w-full table-fixed border-collapse">
      <thead>
        <tr>
          <For each={weeks()[0]}>
            {day => (
              <th scope="col" class="quiet pb-1 text-start text-xs font-medium">
                {named(day, { weekday: 'short' })}
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
                  <td class="border border-line align-top" data-day={String(day)}>
                    <time
                      datetime={String(day)}
                      class="m-1 inline-block rounded-full px-1.5 text-xs"
                      classList={{ 'bg-brand font-bold text-white': isToday(day) }}
                    >
                      {day.day}
                      <span class="sr-only"> {named(day, { dateStyle: 'long' })}</span>
                    </time>
                    <Day day={day} state={props.state} moving={props.moving} />
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

function List(props: ViewProps) {
  const filled = () => props.state.days().filter(day => props.state.on(day).length > 0)
  return (
    <For each={filled()} fallback={<p class="quiet">{words().none}</p>}>
      {day => (
        <section>
          <h3 class="mb-1 font-semibold">{named(day, { dateStyle: 'full' })}</h3>
          <Day day={day} state={props.state} moving={props.moving} />
        </section>
      )}
    </For>
  )
}

function Undated(props: { state: CalendarState }) {
  const [chosen, setChosen] = createSignal<WaitingRow | null>(null)
  return (
    <Show when={props.state.undated().length > 0}>
      <section aria-labelledby="undated">
        <h2 id="undated" class="mb-2 text-lg font-semibold">
          {words().undated}
        </h2>
        <ul class="flex flex-wrap gap-2">
          <For each={props.state.undated()}>
            {row => (
              <li>
                <button
                  type="button"
                  class="button-quiet break-all"
                  disabled={!props.state.mayMove()}
                  onClick={() => setChosen(row)}
                >
                  {words().schedule(`${row.fileName} · ${row.label}`)}
                </button>
              </li>
            )}
          </For>
        </ul>
      </section>
      <Show when={chosen()}>
        {row => (
          <ScheduleDialog
            title={row().fileName}
            timeZone={props.state.zone()}
            close={() => setChosen(null)}
            choose={at => {
              const it = row()
              setChosen(null)
              if (at) void props.state.schedule(it, at.local, at.timeZone)
            }}
          />
        )}
      </Show>
    </Show>
  )
}
