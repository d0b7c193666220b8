import { Match, Show, Suspense, Switch } from 'solid-js'
import { useTitle } from '../../../ui/shell/title.ts'
import { Failed } from '../../../ui/state/Failed.tsx'
import { Loading } from '../../../ui/state/Loading.tsx'
import { StatusMessage } from '../../../ui/state/StatusMessage.tsx'
import { makeTeam } from './page.state.ts'
import { Invitations } from './parts/Invitations.tsx'
import { Invite } from './parts/Invite.tsx'
import { Members } from './parts/Members.tsx'
import { Workspace } from './parts/Workspace.tsx'

/** Who belongs to the workspace, what each may do, and who is asked in. */
export function Page() {
  useTitle('Team')
  const state = makeTeam()
  return (
    <>
      <div>
        <h1 class="text-2xl font-bold tracking-tight">Team</h1>
        <StatusMessage words={state.message()} />
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
                <Suspense fallback={<Loading label="Loading the workspace" />}>
                  <Workspace />
                </Suspense>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  )
}
