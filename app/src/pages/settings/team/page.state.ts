import type { Invitation, Invite, Member, Role } from '@content/api/contract'
import { reaches } from '@content/api/contract'
import { createResource, createSignal } from 'solid-js'
import { api } from '../../../api.ts'
import { problemOf } from '../../../problem.ts'
import { useMe, useSession } from '../../../session.tsx'
import { keptRows } from '../../../ui/kept-rows.ts'
import { roleNames } from '../../../words/role.ts'
import { teamWords } from './words.ts'

const NOBODY: Invitation[] = []

/** The people of the workspace, and everything that changes who they are. */
export function makeTeam() {
  const me = useMe()
  const session = useSession()
  const role = (): Role => me().user?.role ?? 'viewer'
  const mayManage = () => reaches(role(), 'admin')
  const [data, { refetch }] = createResource(
    () => ({ may: mayManage() }),
    async ({ may }) => {
      const [members, invitations] = await Promise.all([
        api.workspace.member.list.query(),
        may ? api.workspace.invitation.list.query() : NOBODY,
      ])
      // Rows are told apart by this field, and an open dialog stays with its row.
      return { members: members.map(it => ({ ...it, id: it.personId })), invitations }
    },
    { storage: keptRows },
  )
  const [message, setMessage] = createSignal<string | null>(null)
  const done = async (work: Promise<unknown>, words: string | null) => {
    setMessage(null)
    await work
    await refetch()
    setMessage(words)
  }
  const { member, invitation } = api.workspace
  return {
    ...{ role, mayManage, message },
    shown: () => (data.error ? undefined : data.latest),
    loadProblem: () => (data.error ? problemOf(data.error) : null),
    reload: async () => void (await refetch()),
    async changeRole({ personId, name, isYou }: Member, to: Role) {
      const words = isYou
        ? teamWords().youAre(roleNames()[to])
        : teamWords().theyAre(name, roleNames()[to])
      await done(member.changeRole.mutate({ personId, role: to }), words)
      if (isYou) await session.reload()
    },
    remove: ({ personId, name }: Member) =>
      done(member.remove.mutate({ personId }), teamWords().isOut(name)),
    async leave() {
      await member.leave.mutate()
      // Everything on every page belonged to the workspace that was left.
      window.location.assign('/')
    },
    invite: (invite: Invite) => done(invitation.send.mutate(invite), null),
    resend: ({ id, email }: Invitation) =>
      done(invitation.resend.mutate({ invitationId: id }), teamWords().sent(email)),
    withdraw: ({ id, email }: Invitation) =>
      done(invitation.withdraw.mutate({ invitationId: id }), teamWords().withdrawn(email)),
  }
}

export type TeamState = ReturnType<typeof makeTeam>

/** The roles that somebody of this role may give to this member; none when they may not. */
export function givable(asking: Role, { role }: Pick<Member, 'role'>): Role[] {
  const all: Role[] = ['viewer', 'editor', 'admin', 'owner']
  if (asking === 'owner') return all
  if (asking !== 'admin' || role === 'owner') return []
  return all.filter(it => it !== 'owner')
}
