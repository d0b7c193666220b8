import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { useTitle } from '../../ui/shell/title.ts'
import { Failed } from '../../ui/state/Failed.tsx'
import { Loaded } from '../../ui/state/Loaded.tsx'
import { Loading } from '../../ui/state/Loading.tsx'
import { Refused } from '../../ui/state/Refused.tsx'
import { makeAnalytics } from './page.state.ts'
import { BestTimes } from './parts/BestTimes.tsx'
import { Choices } from './parts/Choices.tsx'
import { Days } from './parts/Days.tsx'
import { Export } from './parts/Export.tsx'
import { TopVideos } from './parts/TopVideos.tsx'
import { Totals } from './parts/Totals.tsx'
import { Upgrade } from './parts/Upgrade.tsx'
import { analyticsWords } from './words.ts'

/** What the videos became: totals, days, what did best and when. */
export function Page() {
  useTitle(() => analyticsWords().title)
  const state = makeAnalytics()
  // An answer stays while the next is on its way, so that nothing jumps.
  const shown = () => (state.summary.error ? undefined : state.summary.latest)
  return (
    <>
      <h1 class="text-2xl font-bold tracking-tight">{analyticsWords().title}</h1>
      <Choices state={state} />
      <Switch fallback={<Loading label={analyticsWords().loading} />}>
        <Match when={state.problem()?.code === 'plan_limit' && state.problem()}>
          {problem => <Refused problem={problem()} />}
        </Match>
        <Match when={state.problem()}>
          {problem => <Failed problem={problem()} retry={state.reload} />}
        </Match>
        <Match when={shown()?.timeline.platforms.length === 0}>
          <Empty platform={state.platform()} />
        </Match>
        <Match when={shown()}>
          {it => (
            <div class="space-y-8" aria-busy={state.summary.loading}>
              <Totals comparison={it().comparison} state={state} />
              <Days timeline={it().timeline} metric={state.metric()} />
              <Show when={!state.isBasic()} fallback={<Upgrade />}>
                <Loaded of={state.top}>{top => <TopVideos top={top()} />}</Loaded>
                <Loaded of={state.best}>{best => <BestTimes best={best()} />}</Loaded>
                <Export save={state.save} />
              </Show>
            </div>
          )}
        </Match>
      </Switch>
    </>
  )
}

function Empty(props: { platform: Platform | undefined }) {
  const name = () => props.platform && PLATFORM_NAMES[props.platform]
  return (
    <div class="card text-center">
      <h2 class="text-lg font-semibold">{analyticsWords().empty}</h2>
      <p class="quiet mt-2">
        <Show when={name()} fallback={analyticsWords().emptyAbout}>
          {name => analyticsWords().emptyOn(name())}
        </Show>
      </p>
      <A class="button mt-5" href="/">
        {analyticsWords().toVideos}
      </A>
    </div>
  )
}
