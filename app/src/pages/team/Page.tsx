import { reaches } from '@content/api/contract'
import { Show } from 'solid-js'
import { useMe } from '../../session.tsx'
import { useTitle } from '../../ui/title.ts'
import { Invitations } from './parts/Invitations.tsx'
import { Members } from './parts/Members.tsx'
import { Workspace } from './parts/Workspace.tsx'

/** Who works in this workspace, as what. */
export function Page() {
  useTitle('Team')
  const me = useMe()
  const isAdmin = () => reaches(me().user?.role ?? 'viewer', 'admin')
  return (
    <>
      <h1 class="text-2xl font-bold tracking-tight">Team</h1>
      <Members isAdmin={isAdmin()} />
      <Show when={isAdmin()}>
        <Invitations />
        <Workspace />
      </Show>
    </>
  )
}
