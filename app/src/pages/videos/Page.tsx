import type { Connection, Me } from '@content/api/contract'
import { For, Match, Show, Switch } from 'solid-js'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { makeVideos } from './page.state.ts'
import { Connected } from './parts/Connected.tsx'
import { Connections } from './parts/Connections.tsx'
import { EmptyVideos } from './parts/EmptyVideos.tsx'
import { Header } from './parts/Header.tsx'
import { OwnProject } from './parts/OwnProject.tsx'
import { QuotaBar } from './parts/QuotaBar.tsx'
import { VideoCard } from './parts/VideoCard.tsx'
import { Waiting } from './parts/Waiting.tsx'

const isConnected = (connections: Connection[]) => connections.some(c => c.state === 'live')

/** The dashboard's first page: the videos, and where each one was published. */
export function Page(props: { me: Me; signOut: () => void; signedOut: () => void }) {
  const state = makeVideos(() => props.signedOut())
  return (
    <>
      <Header me={props.me} isLive={state.isLive()} signOut={props.signOut} />
      <main class="mx-auto max-w-5xl space-y-8 px-4 pb-16">
        <Connected />
        <Switch fallback={<Loading label="Loading your videos" />}>
          <Match when={state.loadProblem()}>
            {problem => <Failed problem={problem()} retry={state.reload} />}
          </Match>
          <Match when={state.data()}>
            {data => (
              <>
                <div>
                  <Connections connections={data().connections} state={state} />
                  <OwnProject shown={data().ownProject} use={state.useOwnProject} />
                </div>
                <QuotaBar quota={data().quota} />
                <Waiting rows={data().waiting} />
                <section aria-labelledby="videos">
                  <h2 id="videos" class="mb-3 text-lg font-semibold">
                    Videos
                  </h2>
                  <ul class="space-y-3">
                    <For
                      each={data().videos}
                      fallback={<EmptyVideos isConnected={isConnected(data().connections)} />}
                    >
                      {video => <VideoCard video={video} state={state} />}
                    </For>
                  </ul>
                  <Show when={data().nextCursor}>
                    <button type="button" class="button-quiet mt-4" onClick={state.more}>
                      Show older videos
                    </button>
                  </Show>
                </section>
              </>
            )}
          </Match>
        </Switch>
      </main>
    </>
  )
}
