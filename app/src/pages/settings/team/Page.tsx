import { Match, Show, Suspense, Switch } from 'solid-js'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Failed } from '../../../ui/state/Failed.tsx'
import { Loading } from '../../../ui/state/Loading.tsx'
import { StatusMessage } from '../../../ui/state/StatusMessage.tsx'
import { uiWords } from '../../../ui/words.ts'
import { makeTeam } from './page.state.ts'
import { Invitations } from './parts/Invitations.tsx'
import { Invite } from './parts/Invite.tsx'
import { Members } from './parts/Members.tsx'
import { Workspace } from './parts/Workspace.tsx'
import { teamWords } from './words.ts'

/** Who belongs to the workspace, what each may do, and who is asked in. */
export function Page() {
  const state = makeTeam()
  return (
    <>
      <div>
        <PageHead title={uiWords().settings.team} />
        <StatusMessage words={state.message()} />
      </div>
      <Switch fallback={<Loading label={teamWords().loading} />}>
        <Match when={state.loadProblem()}>
          {problem => <Failed problem={problem()} retry={() => void state.reload()} />}
        </Match>
        <Match when={state.shown()}>
          {shown => (
            <>
              <Members members={shown().members} state={state} />
              <Show
                when={state.mayManage()}
                fallback={<p class="quiet text-sm">{teamWords().byAdmins}</p>}
              >
                <Invite state={state} />
                <Invitations invitations={shown().invitations} state={state} />
                <Suspense fallback={<Loading label={teamWords().loadingWorkspace} />}>
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
