import { type Counts, METRICS, PLATFORM_NAMES, type VideoHistory } from '@content/api/contract'
import type { UseQueryResult } from '@tanstack/solid-query'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { problemOf } from '../../../problem.ts'
import { Chart } from '../../../ui/chart/Chart.tsx'
import { DayTable } from '../../../ui/chart/DayTable.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Query } from '../../../ui/state/Query.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import { exactly } from '../../../words/format.ts'
import { words } from '../words.ts'

/** What each platform told of it day by day: a picture, and the same as a table. */
export function Figures(props: { of: UseQueryResult<VideoHistory> }) {
  // Of a plan without them the server says so; that is no fault to try again.
  const refusal = () => {
    const problem = props.of.error ? problemOf(props.of.error) : null
    return problem?.code === 'plan_limit' ? problem : null
  }
  return (
    <Section title={words().figures} about={words().figuresAbout}>
      <Switch
        fallback={
          <Query of={props.of} loading={words().loading}>
            {history => <Told history={history()} />}
          </Query>
        }
      >
        <Match when={refusal()}>{problem => <Refused problem={problem()} />}</Match>
      </Switch>
    </Section>
  )
}

function Told(props: { history: VideoHistory }) {
  const [metric, setMetric] = createSignal<keyof Counts>('views')
  const told = createMemo(() => props.history.publications.filter(it => it.days.length > 0))
  const days = createMemo(() => every(told().flatMap(it => it.days.map(({ day }) => day))))
  const found = createMemo(() =>
    told().map(it => ({
      ...it,
      byDay: new Map(it.days.map(({ day, figures }) => [day, figures])),
    })),
  )
  const nameOf = (it: { platform: keyof typeof PLATFORM_NAMES; label: string }) =>
    `${PLATFORM_NAMES[it.platform]} · ${it.label}`
  return (
    <Show when={told().length > 0} fallback={<p class="quiet text-sm">{words().noFigures}</p>}>
      <label class="flex w-fit items-center gap-2 text-sm">
        {words().metric}
        <select
          class="field text-sm"
          onChange={event =>
            setMetric(METRICS.find(it => it === event.currentTarget.value) ?? 'views')
          }
        >
          <For each={METRICS}>{it => <option value={it}>{words().metrics[it]}</option>}</For>
        </select>
      </label>
      <Chart
        label={words().chartOf(words().metrics[metric()])}
        ends={[days()[0] ?? '', days().at(-1) ?? '']}
        lines={found().map(it => ({
          name: nameOf(it),
          values: days().map(day => it.byDay.get(day)?.[metric()] ?? null),
        }))}
      />
      <For each={told()}>
        {it => (
          <Show when={it.peers}>
            {peers => (
              <p class="text-sm">
                {words().peers({
                  at: nameOf(it),
                  views: exactly(peers().views),
                  median: exactly(peers().median),
                  ageDays: peers().ageDays,
                  of: peers().of,
                })}
              </p>
            )}
          </Show>
        )}
      </For>
      <details class="text-sm">
        <summary class="cursor-pointer font-medium">{words().table}</summary>
        <div class="mt-2">
          <DayTable
            label={words().table}
            day={words().day}
            days={days()}
            columns={found().map(it => ({
              name: nameOf(it),
              cell: day => cell(it.byDay.get(day)?.[metric()]),
            }))}
          />
        </div>
      </details>
    </Show>
  )
}

const cell = (value: number | null | undefined) =>
  value === null || value === undefined ? words().notTold : exactly(value)

const DAY_MS = 86_400_000

/** Each day from the first to the last, so that a day without an answer is a gap in the line. */
function every(days: readonly string[]): string[] {
  const told = days.toSorted()
  const [first, last] = [told[0], told.at(-1)]
  if (!first || !last) return []
  const length = (Date.parse(last) - Date.parse(first)) / DAY_MS
  return Array.from({ length: length + 1 }, (_, at) =>
    new Date(Date.parse(first) + at * DAY_MS).toISOString().slice(0, 10),
  )
}
