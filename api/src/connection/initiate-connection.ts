import { randomBytes } from 'node:crypto'
import { type StartConnection, traitsOf } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { MINUTE_MS } from '../lib/time.ts'
import { requireConnectable } from '../plan/plan-gate.rules.ts'
import { livePlatforms } from './connection.queries.ts'
import { insertAttempt } from './oauth-state.queries.ts'
import { callbackUrl, verifierPurpose } from './oauth-state.rules.ts'
import { accessOf } from './own-project/project-access.ts'

const ATTEMPT_MS = 10 * MINUTE_MS

/** Begins a connection: the address to send the person to, and the state that will come back. */
export async function initiateConnection(
  ctx: ByPerson,
  { platform, captions }: StartConnection,
): Promise<{ authorizationUrl: string; state: string }> {
  const { workspaceId, personId, plan } = ctx.actor
  if (captions && traitsOf(platform).captions !== 'track')
    throw new Fault(
      'invalid',
      'That platform takes no caption tracks. Connect it without captions.',
    )
  requireConnectable(plan, await livePlatforms(ctx.db, workspaceId), platform)
  const { access } = await accessOf(ctx, workspaceId, platform)
  const state = randomBytes(32).toString('base64url')
  const verifier = access.usesPkce ? randomBytes(32).toString('base64url') : null
  const redirectUri = callbackUrl(ctx.config.publicUrl, platform)
  const authorizationUrl = access.authorizationUrl({ state, redirectUri, verifier, captions })
  const stateHash = sha256Hex(state)
  await insertAttempt(ctx.db, {
    workspaceId,
    personId,
    stateHash,
    platform,
    sealedVerifier: verifier && ctx.vault.sealText(verifierPurpose(stateHash), verifier),
    expiresAt: new Date(ctx.now().getTime() + ATTEMPT_MS),
  })
  return { authorizationUrl, state }
}
