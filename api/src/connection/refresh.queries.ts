import type { Db } from '@content/db'
import type { Tokens } from '../outside/vault.ts'
import type { ConnectionKey } from './connection.queries.ts'

/** One refresher's hold on one version of a connection's tokens. */
export interface Claim extends ConnectionKey {
  version: number
  until: Date
}

/** Takes the right to refresh this version, when nobody holds it and no cooldown runs. */
export async function claimRefresh(db: Db, claim: Claim, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('connection')
    .set({ refreshing_until: claim.until })
    .where('workspace_id', '=', claim.workspaceId)
    .where('connection_id', '=', claim.connectionId)
    .where('version', '=', claim.version)
    .where('state', '=', 'live')
    .where(eb => eb.or([eb('refreshing_until', 'is', null), eb('refreshing_until', '<=', now)]))
    .where(eb => eb.or([eb('retry_after', 'is', null), eb('retry_after', '<=', now)]))
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Keeps the new tokens unless the connection has moved on. A holder that comes back late may find
 * it lost, because another was refused with the token this one had just spent: then it is healed.
 */
export async function keepRefreshed(
  db: Db,
  { workspaceId, connectionId, version }: Claim,
  made: { sealed: string; keyId: string; tokens: Tokens },
): Promise<boolean> {
  const row = await db
    .updateTable('connection')
    .set({
      sealed: made.sealed,
      key_id: made.keyId,
      access_expires_at: made.tokens.accessExpiresAt,
      version: version + 1,
      state: 'live',
      lost_reason: null,
      refreshing_until: null,
      retry_after: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('version', '=', version)
    .where('state', 'in', ['live', 'lost'])
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

/** Lets go and holds everyone back until `retryAt`; the tokens stay as they are. */
export function postponeRefresh(db: Db, claim: Claim, retryAt: Date) {
  return held(db, claim).set({ refreshing_until: null, retry_after: retryAt }).execute()
}

/** Ends the connection. The version stays, so that a late holder of good tokens can heal it. */
export function loseConnection(db: Db, claim: Claim, reason: string) {
  return held(db, claim)
    .set({
      state: 'lost',
      lost_reason: reason,
      sealed: null,
      key_id: null,
      access_expires_at: null,
      refreshing_until: null,
      retry_after: null,
    })
    .execute()
}

const held = (db: Db, { workspaceId, connectionId, version, until }: Claim) =>
  db
    .updateTable('connection')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('version', '=', version)
    .where('state', '=', 'live')
    .where('refreshing_until', '=', until)
