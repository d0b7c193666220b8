import { type Comparison, PLATFORM_NAMES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { Section } from '../../../ui/Section.tsx'
import { exactly } from '../../../words/format.ts'
import type { AnalyticsState } from '../page.state.ts'
import { analyticsWords } from '../words.ts'

type Row = Comparison['platforms'][number]

/** Each platform's count of one figure: in all, in the period, and in the one before. */
export function Totals(props: { comparison: Comparison; state: AnalyticsState }) {
  const rows = () =>
    props.comparison.platforms.filter(
      row => row.now.published > 0 || Object.values(row.total).some(count => count !== null),
    )
  return (
    <Section title={analyticsWords().totals} about={analyticsWords().totalsAbout}>
      <ul class="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <For each={rows()}>{row => <Total row={row} state={props.state} />}</For>
      </ul>
    </Section>
  )
}

function Total(props: { row: Row; state: AnalyticsState }) {
  const metric = () => props.state.metric()
  const said = (value: number | null | undefined) =>
    value === null || value === undefined ? analyticsWords().notTold : exactly(value)
  const gained = () => props.row.now.gained[metric()]
  return (
    <li class="rounded-xl border border-line p-4">
      <div class="flex items-center gap-3">
        <PlatformMark platform={props.row.platform} />
        <h3 class="font-semibold">{PLATFORM_NAMES[props.row.platform]}</h3>
      </div>
      <p class="mt-3">
        <span class="text-2xl font-bold tabular-nums">{said(props.row.total[metric()])}</span>{' '}
        <span class="quiet text-sm">
          {analyticsWords().counted[metric()]} {analyticsWords().untilNow}
        </span>
      </p>
      <p class="text-sm">
        <span class="font-semibold tabular-nums">{said(gained())}</span> {analyticsWords().gained}
      </p>
      <Show when={props.row.now.late[metric()]}>
        {late => <p class="quiet text-sm">{analyticsWords().lateGain(exactly(late()))}</p>}
      </Show>
      <Show when={props.state.isComparing() && props.row.before}>
        {before => <p class="quiet text-sm">{beforeOf(before().gained[metric()])}</p>}
      </Show>
      <p class="quiet text-sm">{analyticsWords().published(props.row.now.published)}</p>
    </li>
  )
}

const beforeOf = (gained: number | null) =>
  gained === null ? analyticsWords().nothingBefore : analyticsWords().before(exactly(gained))
