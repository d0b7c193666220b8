import { type Connection, firstRuleOf, PlanName, type Platform } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { newId, sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import type { Account, Authorized } from '../outside/platforms/platform-access.ts'
import { requireConnectable } from '../plan/plan-gate.rules.ts'
import { connectionOf, livePlatforms, lockedPlan, saveConnection } from './connection.queries.ts'
import { refuseMissingScopes, toConnection } from './connection.rules.ts'
import { takeAttempt } from './oauth-state.queries.ts'
import { callbackUrl, verifierPurpose } from './oauth-state.rules.ts'
import { accessOf } from './own-project/project-access.ts'
import { saveOwner } from './owner.queries.ts'

interface FinishConnection {
  platform: Platform
  code: string
  state: string
}

/** Ends a connection that this person began: trades the code and keeps the sealed tokens. */
export async function finishConnection(
  ctx: ByPerson,
  input: FinishConnection,
): Promise<Connection> {
  const { platform, code, state } = input
  const { verifier } = await takeStarted(ctx, platform, state)
  const live = await livePlatforms(ctx.db, ctx.actor.workspaceId)
  requireConnectable(ctx.actor.plan, live, platform)
  const { access, clientId } = await accessOf(ctx, ctx.actor.workspaceId, platform)
  const redirectUri = callbackUrl(ctx.config.publicUrl, platform)
  const authorized = await access.exchange({ code, redirectUri, verifier })
  refuseMissingScopes(platform, access.scopes, authorized.scopes)
  const accounts = await access.accounts(authorized.tokens)
  const userId = (await access.userId?.(authorized.tokens)) ?? null
  const given = { platform, authorized, accounts, clientId, userId }
  const kept = await inTx(ctx, tx => keepAccounts(tx, given))
  const [first] = kept
  if (!first) throw new Fault('invalid', 'That platform named no account to connect.')
  return first
}

async function takeStarted(ctx: ByPerson, platform: Platform, state: string) {
  const { workspaceId, personId } = ctx.actor
  const stateHash = sha256Hex(state)
  const attempt = await takeAttempt(ctx.db, { workspaceId, personId, stateHash, platform })
  if (!attempt || attempt.expires_at <= ctx.now())
    throw new Fault('invalid', 'That attempt has ended, or was not begun here. Please start again.')
  const sealed = attempt.sealed_verifier
  return { verifier: sealed && ctx.vault.openText(verifierPurpose(stateHash), sealed) }
}

interface Given {
  platform: Platform
  authorized: Authorized
  accounts: Account[]
  /** Whose client the tokens were made for. */
  clientId: string | null
  /** Who gave access, as the platform calls them. */
  userId: string | null
}

/** Every account that the person ticked becomes a connection; all share what was just granted. */
async function keepAccounts(ctx: ByPerson, given: Given): Promise<Connection[]> {
  const { workspaceId } = ctx.actor
  const plan = PlanName.parse(await lockedPlan(ctx.db, workspaceId))
  requireConnectable(plan, await livePlatforms(ctx.db, workspaceId), given.platform)
  const { clientId } = await accessOf(ctx, workspaceId, given.platform)
  if (clientId !== given.clientId) throw new Fault('conflict', 'The Google project was changed.')
  const kept: Connection[] = []
  for (const account of given.accounts) kept.push(await keepAccount(ctx, given, account))
  for (const { id, platform, label } of kept) {
    const [target, detail] = [`connection:${id}`, { platform, label }]
    await writeAudit(ctx, { action: 'sensitive_create:connection', target, detail })
  }
  return kept
}

async function keepAccount(ctx: ByPerson, given: Given, account: Account): Promise<Connection> {
  const { platform, authorized } = given
  const { workspaceId } = ctx.actor
  const { externalId } = account
  const known = await connectionOf(ctx.db, workspaceId, { platform, externalId })
  const connectionId = known ?? newId()
  const row = await saveConnection(ctx.db, {
    ...account,
    workspaceId,
    connectionId,
    platform,
    scopes: authorized.scopes,
    ...ctx.vault.seal({ workspaceId, connectionId, platform }, authorized.tokens),
    accessExpiresAt: authorized.tokens.accessExpiresAt,
    rule: firstRuleOf(platform),
    now: ctx.now(),
  })
  if (given.userId !== null) {
    const userHash = sha256Hex(`meta ${given.userId}`)
    await saveOwner(ctx.db, { workspaceId, connectionId: row.connection_id, userHash })
  }
  return toConnection(row)
}
