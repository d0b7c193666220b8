import { Show } from 'solid-js'
import { PageHead } from '../../ui/PageHead.tsx'
import { Query } from '../../ui/state/Query.tsx'
import { makeHome } from './page.state.ts'
import { Needs } from './parts/Needs.tsx'
import { Now } from './parts/Now.tsx'
import { Steps } from './parts/Steps.tsx'
import { Week } from './parts/Week.tsx'
import { words } from './words.ts'

/** The first page: what goes out, what needs somebody, and how the week went. */
export function Page() {
  const state = makeHome()
  const isNew = () => state.overview.data !== undefined && !state.steps().publish
  return (
    <>
      <PageHead title={words().title} />
      <Query of={state.around} loading={words().loading}>
        {around => (
          <>
            <Show when={isNew()}>
              <Steps done={state.steps()} />
            </Show>
            <div class="grid items-start gap-6 lg:grid-cols-2">
              <Needs needs={state.needs()} resolve={state.resolve} mayDecide={state.mayDecide()} />
              <Now moving={state.moving()} />
            </div>
            <Week week={state.week.data} quota={around().quota} />
          </>
        )}
      </Query>
    </>
  )
}
