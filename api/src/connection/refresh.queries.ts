import type { Db } from '@content/db'
import { sql } from 'kysely'
import { Platform } from '../../contract/index.ts'
import { recordEvent } from '../event/event.queries.ts'
import { inTx } from '../lib/in-tx.ts'
import type { Tokens } from '../outside/vault.ts'
import type { ConnectionKey } from './connection.queries.ts'

/** One refresher's hold on one version of a connection's tokens. */
export interface Claim extends ConnectionKey {
  version: number
  until: Date
  /** The holder's number at the database, by which it is known to be alive; null when embedded. */
  by: { locks: number; number: number } | null
}

/**
 * Takes the right to refresh this version, when nobody holds it and no cooldown runs. A holder that
 * is slow or stopped keeps it, for it may have spent the token already; a dead one has let go.
 */
export async function claimRefresh(db: Db, claim: Claim, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('connection')
    .set({ refreshing_until: claim.until, refreshing_by: claim.by?.number ?? null })
    .where('workspace_id', '=', claim.workspaceId)
    .where('connection_id', '=', claim.connectionId)
    .where('version', '=', claim.version)
    .where('state', '=', 'live')
    .where(eb => eb.or([eb('retry_after', 'is', null), eb('retry_after', '<=', now)]))
    .where(isFree(claim, now))
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

const SETTLE_MS = 5000

/** When a claim made some seconds ago would end, if one made now ends at `until`. */
const settled = (until: Date) => new Date(until.getTime() - SETTLE_MS)

const isFree = ({ by, until }: Claim, now: Date) =>
  by === null
    ? sql<boolean>`(refreshing_until is null or refreshing_until <= ${now}::timestamptz)`
    : sql<boolean>`case
        when refreshing_until is null then true
        when refreshing_by is null then refreshing_until <= ${now}::timestamptz
        -- A process asks for itself only when it has let go of this connection.
        when refreshing_by = ${by.number}::int then true
        -- What a dead process had asked may still arrive; asking beside it would be a second use.
        when refreshing_until > ${settled(until)}::timestamptz then false
        else pg_try_advisory_xact_lock(${by.locks}::int, refreshing_by)
      end`

/**
 * Keeps the new tokens unless the connection has moved on. A holder that comes back late may find
 * it lost, because another was refused with the token this one had just spent: then it is healed.
 */
export async function keepRefreshed(
  db: Db,
  { workspaceId, connectionId, version }: Claim,
  made: { sealed: string; tokens: Tokens },
): Promise<boolean> {
  const row = await db
    .updateTable('connection')
    .set({
      sealed: made.sealed,
      access_expires_at: made.tokens.accessExpiresAt,
      version: version + 1,
      state: 'live',
      lost_reason: null,
      refreshing_until: null,
      refreshing_by: null,
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
  const free = { refreshing_until: null, refreshing_by: null }
  return held(db, claim)
    .set({ ...free, retry_after: retryAt })
    .execute()
}

/**
 * Ends the connection, and says so once. The version stays, so that a late holder of good tokens
 * can heal it.
 */
export function loseConnection(db: Db, claim: Claim, reason: string): Promise<void> {
  return inTx({ db }, async tx => {
    const lost = await markLost(tx.db, claim, reason)
    if (!lost) return
    const { workspaceId, connectionId, version } = claim
    await recordEvent(tx.db, {
      workspaceId,
      type: 'connection.lost',
      data: { connectionId, reason, platform: Platform.parse(lost.platform), label: lost.label },
      onceKey: `connection:${connectionId}:lost:${version}`,
    })
  })
}

const markLost = (db: Db, claim: Claim, reason: string) =>
  held(db, claim)
    .set({
      state: 'lost',
      lost_reason: reason,
      sealed: null,
      access_expires_at: null,
      refreshing_until: null,
      refreshing_by: null,
      retry_after: null,
    })
    .returning(['platform', 'label'])
    .executeTakeFirst()

const held = (db: Db, { workspaceId, connectionId, version, until }: Claim) =>
  db
    .updateTable('connection')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('version', '=', version)
    .where('state', '=', 'live')
    .where('refreshing_until', '=', until)
