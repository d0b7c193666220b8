import { Role } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { hasOtherOwner, holdMembers, roleOf } from './member.queries.ts'
import { losesOwner } from './member.rules.ts'

export interface Roles {
  asking: Role
  before: Role
}

/** Runs a change of one member after every other one; roles are as they are then. */
export function withMember<T>(
  ctx: ByPerson,
  personId: string,
  run: (ctx: ByPerson, roles: Roles) => Promise<T>,
): Promise<T> {
  return inTx(ctx, async ctx => {
    const { workspaceId } = ctx.actor
    await holdMembers(ctx.db, workspaceId)
    const asking = await roleOf(ctx.db, workspaceId, ctx.actor.personId)
    if (!asking) throw new Fault('unauthenticated')
    const before = await roleOf(ctx.db, workspaceId, personId)
    if (!before) throw new Fault('not_found', 'There is no such member.')
    return run(ctx, { asking: Role.parse(asking), before: Role.parse(before) })
  })
}

/** Throws when the workspace would be left without an owner. */
export async function keepOwner(
  { db, actor }: ByPerson,
  personId: string,
  change: { before: Role; after: Role | null },
): Promise<void> {
  if (!losesOwner(change)) return
  if (await hasOtherOwner(db, actor.workspaceId, personId)) return
  throw new Fault('conflict', 'A workspace needs an owner. Make somebody else one first.')
}
