import { resolve } from 'node:path'
import type { Me } from '../../contract/index.ts'
import { PlanName, Role } from '../../contract/index.ts'
import type { Actor, SignedIn } from '../context.ts'
import { deviceById } from '../device/device.queries.ts'
import { Fault } from '../lib/fault.ts'
import { workspaceById } from '../workspace/workspace.queries.ts'
import { memberById } from './account.queries.ts'

type Member = NonNullable<Awaited<ReturnType<typeof memberById>>>

/** Who is asking, for which workspace, on which plan. */
export async function readMe(ctx: SignedIn): Promise<Me> {
  const { actor, db } = ctx
  const workspace = await workspaceById(db, actor.workspaceId)
  if (!workspace) throw new Fault('unauthenticated')
  const person = actor.personId ? await memberById(db, actor.workspaceId, actor.personId) : null
  const device = await deviceOf(ctx, actor)
  const plan = PlanName.parse(workspace.plan)
  return {
    user: person ? shown(person) : null,
    workspace: { id: workspace.workspace_id, name: workspace.name, plan },
    plan,
    device: device ? { id: device.device_id, name: device.name } : null,
    mailFolder: mailFolder(ctx.config),
  }
}

// Whoever tries it out at home has no other way to their mail; elsewhere a path is nobody's matter.
const mailFolder = ({ mail, mode }: SignedIn['config']): string | null =>
  mode === 'development' && mail.kind === 'outbox' ? resolve(mail.folder) : null

const shown = (person: Member) => ({
  id: person.person_id,
  email: person.email,
  name: person.name,
  isVerified: person.verified_at !== null,
  hasSecondFactor: person.totp_confirmed_at !== null,
  role: Role.parse(person.role),
  isOperator: person.is_operator,
})

const deviceOf = (ctx: SignedIn, actor: Actor) =>
  actor.kind === 'key' ? deviceById(ctx.db, actor.workspaceId, actor.deviceId) : null
