import { PLANS, PlanName, type Role, reaches, type Scope } from '../contract/index.ts'
import { keyNow, roleNow } from './admission.queries.ts'
import type { Actor, SignedIn } from './context.ts'
import { TOKEN_SECONDS } from './lib/token.ts'

type Key = Extract<Actor, { kind: 'key' }>
type Person = Exclude<Actor, Key>

/** What somebody needs for as long as they listen. */
export interface Needed {
  role: Role
  /** What a key needs, where keys may come. */
  scope: Scope
}

/**
 * The news of the actor's workspace, for as long as their credentials open anything: whoever was
 * let in stays connected for hours, and may have signed out or been removed since. A null comes
 * now and then. Nothing said from this call on is missed, however late it is read.
 */
export function whileAdmitted(
  ctx: SignedIn,
  needed: Needed,
  signal: AbortSignal | undefined,
): AsyncGenerator<string | null> {
  const { actor, shared } = ctx
  const who = actor.kind === 'key' ? actor.deviceId : actor.personId
  const watching = { workspaceId: actor.workspaceId, who }
  return admitted(ctx, needed, shared.live.subscribe(watching, signal ?? ctx.signal))
}

async function* admitted(ctx: SignedIn, needed: Needed, news: AsyncIterable<string | null>) {
  for await (const about of news) {
    if (!(await isAdmitted(ctx, needed))) return
    yield about
  }
}

/** Whether what the actor came with opens as much now. */
export function isAdmitted({ actor, ...ctx }: SignedIn, needed: Needed): Promise<boolean> {
  const at = ctx.now()
  return actor.kind === 'key'
    ? isKeyAdmitted(ctx, actor, { ...needed, at })
    : isPersonAdmitted(ctx, actor, { ...needed, at })
}

type Moment = Needed & { at: Date }
type Ctx = Pick<SignedIn, 'db'>

async function isPersonAdmitted({ db }: Ctx, actor: Person, { role: needed, at }: Moment) {
  if (actor.kind === 'jwt' && endOf(actor.issuedAt) <= at.getTime()) return false
  const { workspaceId, personId } = actor
  const shown = {
    sessionHash: actor.kind === 'session' ? actor.sessionHash : null,
    issuedAt: actor.kind === 'jwt' ? actor.issuedAt : null,
  }
  const role = await roleNow(db, { workspaceId, personId, ...shown, now: at })
  return role !== null && reaches(role, needed)
}

async function isKeyAdmitted({ db }: Ctx, { keyHash }: Key, { role, scope, at }: Moment) {
  const key = await keyNow(db, { keyHash, now: at })
  if (!key || !reaches(key.role, role) || !key.scopes.includes(scope)) return false
  return key.kind === 'agent' || PLANS[PlanName.parse(key.plan)].hasApiAccess
}

const endOf = (issuedAt: Date) => issuedAt.getTime() + TOKEN_SECONDS * 1000
