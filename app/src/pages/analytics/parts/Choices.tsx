import {
  METRICS,
  PERIOD_DAYS,
  PERIODS,
  type Period,
  PLANS,
  PLATFORM_NAMES,
  PLATFORMS,
  planAllowing,
} from '@content/api/contract'
import { For, Show } from 'solid-js'
import type { AnalyticsState } from '../page.state.ts'
import { analyticsWords } from '../words.ts'

const LARGER = planAllowing(plan => plan.historyDays === null)

/** What is looked at. The address holds it, so that a look can be kept and shared. */
export function Choices(props: { state: AnalyticsState }) {
  const wordsOf = (period: Period) =>
    props.state.isShown(PERIOD_DAYS[period]) || LARGER === null
      ? analyticsWords().periods[period]
      : `${analyticsWords().periods[period]} (${PLANS[LARGER].title})`
  return (
    <form
      class="grid grid-cols-2 items-end gap-4 sm:flex sm:flex-wrap"
      onSubmit={event => event.preventDefault()}
    >
      <label class="text-sm font-medium">
        {analyticsWords().period}
        <select
          class="field mt-1"
          onChange={event => props.state.choose({ period: event.currentTarget.value })}
        >
          <For each={PERIODS}>
            {it => (
              <option
                value={it}
                selected={props.state.period() === it}
                disabled={!props.state.isShown(PERIOD_DAYS[it])}
              >
                {wordsOf(it)}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="text-sm font-medium">
        {analyticsWords().platform}
        <select
          class="field mt-1"
          onChange={event => props.state.choose({ platform: event.currentTarget.value })}
        >
          <option value="" selected={props.state.platform() === undefined}>
            {analyticsWords().everyPlatform}
          </option>
          <For each={PLATFORMS}>
            {it => (
              <option value={it} selected={props.state.platform() === it}>
                {PLATFORM_NAMES[it]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="text-sm font-medium">
        {analyticsWords().metric}
        <select
          class="field mt-1"
          onChange={event => props.state.choose({ metric: event.currentTarget.value })}
        >
          <For each={METRICS}>
            {it => (
              <option value={it} selected={props.state.metric() === it}>
                {analyticsWords().metrics[it]}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={props.state.mayCompare()}>
        <label class="col-span-2 flex items-center gap-2 py-2 text-sm font-medium">
          <input
            type="checkbox"
            class="size-4 accent-brand"
            checked={props.state.isComparing()}
            onChange={event =>
              props.state.choose({ compare: event.currentTarget.checked ? '' : 'no' })
            }
          />
          {analyticsWords().compare}
        </label>
      </Show>
    </form>
  )
}
