import type { EnteredWorkspace } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { signToken } from '../lib/token.ts'
import { listWorkspaces, moveSession } from './member/member.queries.ts'
import { asOwnWorkspace } from './workspace.rules.ts'

/** Goes on in another workspace of the person's: the session moves, and a token is made for it. */
export async function enterWorkspace(
  ctx: ByPerson,
  workspaceId: string,
): Promise<EnteredWorkspace> {
  const { actor, db, config } = ctx
  const now = ctx.now()
  const mine = await listWorkspaces(db, actor.personId)
  const row = mine.find(row => row.workspace_id === workspaceId)
  if (!row) throw new Fault('not_found', 'You belong to no such workspace.')
  if (actor.kind === 'session' && !(await moveSession(db, actor.sessionHash, workspaceId))) {
    throw new Fault('unauthenticated')
  }
  // From the old token's own instant, or a stolen one could be made young for ever; and from before
  // the session was seen, so that whoever ends it after that ends the token as well.
  const issuedAt = actor.kind === 'jwt' ? actor.issuedAt : now
  const owner = { personId: actor.personId, workspaceId }
  const { token, expiresAt } = await signToken(config.authSecret, owner, issuedAt)
  return { ...asOwnWorkspace(row, workspaceId), token, expiresAt: expiresAt.toISOString() }
}
