import { type Role, reaches } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { TOKEN_SECONDS } from '../lib/token.ts'
import { roleNow } from './role-now.queries.ts'

/**
 * The news of the actor's workspace, for as long as their credentials open anything: whoever was
 * let in stays connected for hours, and may have signed out or been removed since.
 */
export async function* whileAdmitted(
  ctx: ByPerson,
  needed: Role,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { workspaceId, personId } = ctx.actor
  const watching = { workspaceId, who: personId }
  for await (const news of ctx.shared.live.subscribe(watching, signal ?? ctx.signal)) {
    if (!(await isAdmitted(ctx, needed))) return
    if (news !== null) yield news
  }
}

async function isAdmitted({ actor, db, now }: ByPerson, needed: Role): Promise<boolean> {
  const at = now()
  if (actor.kind === 'jwt' && endOf(actor.issuedAt) <= at.getTime()) return false
  const { workspaceId, personId } = actor
  const shown = {
    sessionHash: actor.kind === 'session' ? actor.sessionHash : null,
    issuedAt: actor.kind === 'jwt' ? actor.issuedAt : null,
  }
  const role = await roleNow(db, { workspaceId, personId, ...shown, now: at })
  return role !== null && reaches(role, needed)
}

const endOf = (issuedAt: Date) => issuedAt.getTime() + TOKEN_SECONDS * 1000
