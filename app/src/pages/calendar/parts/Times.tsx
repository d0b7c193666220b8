import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { createMediaQuery } from '../../../ui/media-query.ts'
import { Query } from '../../../ui/state/Query.tsx'
import { dayAs, daysAs } from '../../../words/format.ts'
import { words } from '../page.state.ts'
import { Agenda } from './Agenda.tsx'
import { Month } from './Month.tsx'
import { Undated } from './Undated.tsx'
import type { ViewProps } from './views.ts'
import { Week } from './Week.tsx'

/** The days that are shown, and what has none yet. */
export function Times(props: ViewProps) {
  // Seven columns do not fit beside one another there, and names would have to go.
  const isNarrow = createMediaQuery('(max-width: 47.99rem)')
  const shown = () => {
    const [first, last] = [props.state.days()[0], props.state.days().at(-1)]
    return props.state.view() === 'week' && first && last
      ? daysAs(first, last)
      : dayAs(props.state.day(), { month: 'long', year: 'numeric' })
  }
  return (
    <Query of={props.state.published} loading={words().loading}>
      {() => (
        <>
          <div class="space-y-3">
            <h2 class="text-lg font-semibold">{shown()}</h2>
            <Show when={props.state.isEmpty()}>
              <p class="quiet text-sm">
                {words().none}{' '}
                <Show when={props.state.undated().length === 0}>
                  {words().first}{' '}
                  <A href="/videos" class="underline">
                    {words().toVideos}
                  </A>
                </Show>
              </p>
            </Show>
            <Switch fallback={<Month {...props} />}>
              <Match when={isNarrow() || props.state.view() === 'list'}>
                <Agenda {...props} />
              </Match>
              <Match when={props.state.view() === 'week'}>
                <Week {...props} />
              </Match>
            </Switch>
            <Show when={props.state.mayMove()}>
              <p class="quiet text-xs">
                {props.moving.held() ? props.moving.said() : words().moveHint}
              </p>
            </Show>
          </div>
          <Undated state={props.state} moving={props.moving} />
        </>
      )}
    </Query>
  )
}
