import { Match, Switch } from 'solid-js'
import { isLive } from '../../live.ts'
import { isOnline } from '../../online.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty } from '../../ui/state/Empty.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeVideos } from './page.state.ts'
import { EmptyVideos } from './parts/EmptyVideos.tsx'
import { Filters } from './parts/Filters.tsx'
import { VideoList } from './parts/VideoList.tsx'
import { words } from './words.ts'

/** Every video that was sent anywhere, to be found again, and how it stands on each channel. */
export function Page() {
  const state = makeVideos()
  const isFresh = () => isLive() && isOnline()
  const isNone = () => state.videos().length === 0
  return (
    <>
      <PageHead title={words().title}>
        <output class="quiet flex items-center gap-1.5 text-xs">
          <span
            aria-hidden="true"
            class={`size-2 rounded-full ${isFresh() ? 'bg-emerald-500' : 'bg-stone-400'}`}
          />
          {isFresh() ? words().live : words().connecting}
        </output>
      </PageHead>
      <Filters state={state} />
      <Query of={state.list} loading={words().loading}>
        {() => (
          <Switch fallback={<VideoList state={state} />}>
            <Match when={isNone() && state.asking.isAll()}>
              <EmptyVideos isConnected={state.isConnected()} />
            </Match>
            <Match when={isNone()}>
              <Empty title={words().none}>
                <p>{words().noneAbout}</p>
                <button type="button" class="button" onClick={() => state.asking.clear()}>
                  {words().clear}
                </button>
              </Empty>
            </Match>
          </Switch>
        )}
      </Query>
    </>
  )
}
