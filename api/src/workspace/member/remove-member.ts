import type { Role } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { deleteKeysOfMember } from '../../device/key/key.queries.ts'
import { deleteLoginsOfMember } from '../../device/login/login.queries.ts'
import { Fault } from '../../lib/fault.ts'
import { newId } from '../../lib/id.ts'
import { deleteInvitationsBy } from '../invitation/invitation.queries.ts'
import { insertWorkspace } from '../workspace.queries.ts'
import {
  addMember,
  deleteMember,
  holdPerson,
  listWorkspaces,
  moveSessions,
} from './member.queries.ts'
import { whyNotChange } from './member.rules.ts'
import { keepOwner, withMember } from './with-member.ts'

/** Takes a member out of the workspace, and with them whatever opened it to them. */
export function removeMember(ctx: ByPerson, personId: string): Promise<{ ok: true }> {
  return withMember(ctx, personId, async (ctx, { asking, before }) => {
    const wrong = whyNotChange({ asking, before, after: null })
    if (wrong) throw new Fault('forbidden', wrong)
    await keepOwner(ctx, personId, { before, after: null })
    await takeOut(ctx, personId, before)
    return { ok: true }
  })
}

/** Leaves the workspace; the browser goes on in another one of the person's. */
export function leaveWorkspace(ctx: ByPerson): Promise<{ workspaceId: string }> {
  const { personId } = ctx.actor
  return withMember(ctx, personId, async (ctx, { before }) => {
    await keepOwner(ctx, personId, { before, after: null })
    return { workspaceId: await takeOut(ctx, personId, before) }
  })
}

/** The workspace that the person is in from now on. */
async function takeOut(ctx: ByPerson, personId: string, role: Role): Promise<string> {
  const { db, actor } = ctx
  const { workspaceId } = actor
  await deleteMember(db, { workspaceId, personId })
  // Joined to the member they all stop with the row; deleted, they do not come back with it.
  // A device that fetches its key right now has it when the keys are deleted.
  await deleteLoginsOfMember(db, workspaceId, personId)
  await deleteKeysOfMember(db, workspaceId, personId)
  await deleteInvitationsBy(db, workspaceId, personId)
  const to = await homeOf(ctx, personId)
  await moveSessions(db, { personId, from: workspaceId, to })
  const target = `person:${personId}`
  await writeAudit(ctx, { action: 'user_deleted:member', detail: { role }, target })
  return to
}

/** A person without any workspace could not even sign in. */
async function homeOf({ db, config }: ByPerson, personId: string): Promise<string> {
  const person = await holdPerson(db, personId)
  const [first] = await listWorkspaces(db, personId)
  if (first) return first.workspace_id
  const workspaceId = newId()
  await insertWorkspace(db, { workspaceId, name: person?.name ?? '', plan: config.signupPlan })
  await addMember(db, { workspaceId, personId, role: 'owner' })
  return workspaceId
}
