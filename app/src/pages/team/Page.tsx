import { Match, Show, Switch } from 'solid-js'
import { useMe } from '../../session.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Said } from '../../ui/Said.tsx'
import { useTitle } from '../../ui/title.ts'
import { makeTeam } from './page.state.ts'
import { Invitations } from './parts/Invitations.tsx'
import { Invite } from './parts/Invite.tsx'
import { Members } from './parts/Members.tsx'

/** Who belongs to the workspace, what each may do, and who is asked in. */
export function Page() {
  useTitle('Team')
  const me = useMe()
  const state = makeTeam()
  return (
    <>
      <div>
        <h1 class="text-2xl font-bold tracking-tight">Team</h1>
        <p class="quiet mt-1 text-sm">Everybody in {me().workspace.name}, and what they may do.</p>
        <Said words={state.said()} />
      </div>
      <Switch fallback={<Loading label="Loading your team" />}>
        <Match when={state.loadProblem()}>
          {problem => <Failed problem={problem()} retry={() => void state.reload()} />}
        </Match>
        <Match when={state.shown()}>
          {shown => (
            <>
              <Members members={shown().members} state={state} />
              <Show
                when={state.mayManage()}
                fallback={<p class="quiet text-sm">People are asked in by an admin or an owner.</p>}
              >
                <Invite state={state} />
                <Invitations invitations={shown().invitations} state={state} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  )
}
