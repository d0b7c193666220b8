import type { Connection } from '@content/api/contract'
import { For, Match, Show, Switch } from 'solid-js'
import { useMe, useSession } from '../../session.tsx'
import { Older } from '../../ui/Older.tsx'
import { useTitle } from '../../ui/shell/title.ts'
import { Failed } from '../../ui/state/Failed.tsx'
import { Loading } from '../../ui/state/Loading.tsx'
import { Refused } from '../../ui/state/Refused.tsx'
import { makeVideos } from './page.state.ts'
import { EmptyVideos } from './parts/EmptyVideos.tsx'
import { Live } from './parts/Live.tsx'
import { QuotaBar } from './parts/QuotaBar.tsx'
import { VideoCard } from './parts/VideoCard.tsx'
import { Waiting } from './parts/Waiting.tsx'

const isConnected = (connections: Connection[]) => connections.some(c => c.state === 'live')

/** The dashboard's first page: the videos, and where each one was published. */
export function Page() {
  useTitle('Videos')
  const session = useSession()
  const me = useMe()
  const state = makeVideos(
    () => void session.reload(),
    () => me().user?.role ?? 'viewer',
  )
  return (
    <>
      <h1 class="sr-only">Dashboard</h1>
      <Switch fallback={<Loading label="Loading your videos" />}>
        <Match when={state.loadProblem()}>
          {problem => <Failed problem={problem()} retry={state.reload} />}
        </Match>
        <Match when={state.data()}>
          {data => (
            <>
              <QuotaBar quota={data().quota} />
              <Waiting rows={data().waiting} />
              <section aria-labelledby="videos">
                <div class="mb-3 flex items-center gap-3">
                  <h2 id="videos" class="text-lg font-semibold">
                    Videos
                  </h2>
                  <Live isLive={state.isLive()} />
                </div>
                <ul class="space-y-3">
                  <For
                    each={data().videos}
                    fallback={<EmptyVideos isConnected={isConnected(data().connections)} />}
                  >
                    {video => <VideoCard video={video} state={state} />}
                  </For>
                </ul>
                <div class="mt-4 space-y-3">
                  <Show when={state.more.problem()}>
                    {problem => <Refused problem={problem()} />}
                  </Show>
                  <Older
                    when={data().nextCursor !== null}
                    more={state.more}
                    words="Show older videos"
                  />
                </div>
              </section>
            </>
          )}
        </Match>
      </Switch>
    </>
  )
}
