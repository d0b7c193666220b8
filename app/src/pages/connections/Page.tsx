import { Show } from 'solid-js'
import { PageHead } from '../../ui/PageHead.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeConnections } from './page.state.ts'
import { Channels } from './parts/Channels.tsx'
import { OwnProject } from './parts/OwnProject.tsx'
import { Returned } from './parts/Returned.tsx'
import { connectionsWords } from './words.ts'

/** Where videos go: which channels, whether they work, and what happens there by itself. */
export function Page() {
  const words = connectionsWords
  const state = makeConnections()
  return (
    <>
      <PageHead title={words().title} about={words().about} />
      <Query of={state.list} loading={words().loading}>
        {it => (
          <>
            <Returned connections={it().connections} />
            <Channels connections={it().connections} state={state} />
            <Show when={state.ownProject.data}>
              {shown => <OwnProject shown={shown()} use={state.useOwnProject} />}
            </Show>
          </>
        )}
      </Query>
    </>
  )
}
