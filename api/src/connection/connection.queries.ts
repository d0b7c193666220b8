import type { Db } from '@content/db'
import { sql } from 'kysely'
import { PLATFORMS, type Platform, type PublishRule, traitsOf } from '../../contract/index.ts'
import { DAY_MS } from '../lib/time.ts'

export interface ConnectionKey {
  workspaceId: string
  connectionId: string
}

const SHOWN = [
  'connection_id',
  'platform',
  'external_id',
  'label',
  'handle',
  'state',
  'lost_reason',
  'rule',
  'prompt',
  'scopes',
  'access_expires_at',
  'connected_at',
] as const

const SEALED = [...SHOWN, 'workspace_id', 'sealed', 'version'] as const

/** Every connection that has not been taken away, oldest first. */
export function listConnections(db: Db, workspaceId: string) {
  return db
    .selectFrom('connection')
    .select(SHOWN)
    .where('workspace_id', '=', workspaceId)
    .where('state', '!=', 'disconnected')
    .orderBy('connected_at')
    .orderBy('connection_id')
    .execute()
}

export type ShownRow = Awaited<ReturnType<typeof listConnections>>[number]

/** A platform's connections with their sealed tokens; the disconnected ones too. */
export function sealedConnections(db: Db, workspaceId: string, platform: Platform) {
  return db
    .selectFrom('connection')
    .select([...SEALED, 'refreshing_until', 'retry_after'])
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', platform)
    .orderBy('connected_at')
    .orderBy('connection_id')
    .execute()
}

export type SealedRow = Awaited<ReturnType<typeof sealedConnections>>[number]

export function sealedConnection(db: Db, { workspaceId, connectionId }: ConnectionKey) {
  return db
    .selectFrom('connection')
    .select([...SEALED, 'refreshing_until', 'retry_after'])
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst()
}

const MOST_IDLE_AT_ONCE = 500
const RENEWED_WHILE_LIVE = PLATFORMS.filter(it => traitsOf(it).renewal === 'while_live')

/**
 * Live connections of every workspace whose access is about to die of disuse, nearest first:
 * some tokens renew only while they last, the others' grants fade over months.
 */
export async function listIdleConnections(db: Db, now: Date): Promise<ConnectionKey[]> {
  const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS)
  return db
    .selectFrom('connection')
    .select(['workspace_id as workspaceId', 'connection_id as connectionId'])
    .where('state', '=', 'live')
    .where(eb =>
      eb.or([
        eb('access_expires_at', '<=', inDays(-30)),
        eb.and([
          eb('platform', 'in', RENEWED_WHILE_LIVE),
          eb('access_expires_at', '<=', inDays(9)),
        ]),
      ]),
    )
    .where(eb => eb.or([eb('retry_after', 'is', null), eb('retry_after', '<=', now)]))
    .orderBy('access_expires_at')
    .limit(MOST_IDLE_AT_ONCE)
    .execute()
}

/** Platforms with a live connection, the one connected first in front. */
export async function livePlatforms(db: Db, workspaceId: string): Promise<Platform[]> {
  const rows = await db
    .selectFrom('connection')
    .select('platform')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'live')
    .groupBy('platform')
    .orderBy(({ fn }) => fn.min('created_at'))
    .orderBy('platform')
    .execute()
  // The table's check lets no other platform in.
  return rows.map(row => row.platform as Platform)
}

/** The plan, with the workspace held until the transaction ends, so that two connects queue up. */
export async function lockedPlan(db: Db, workspaceId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('plan')
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst()
  return row?.plan
}

export async function connectionOf(
  db: Db,
  workspaceId: string,
  channel: { platform: Platform; externalId: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('connection')
    .select('connection_id')
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', channel.platform)
    .where('external_id', '=', channel.externalId)
    .executeTakeFirst()
  return row?.connection_id
}

export interface NewConnection extends ConnectionKey {
  platform: Platform
  externalId: string
  label: string
  handle: string | null
  scopes: string[]
  sealed: string
  accessExpiresAt: string
  rule: PublishRule
  now: Date
}

/**
 * Whether a video is on its way to this channel, or was lately; where places are shared, only one
 * that has its place counts before a byte is sent.
 */
export async function isBeingPublishedTo(
  db: Db,
  { workspaceId, connectionId }: ConnectionKey,
  { since, needsPlace }: { since: Date; needsPlace: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    select from publication p
    where p.workspace_id = ${workspaceId} and p.connection_id = ${connectionId} and (
      p.state in ('uploading', 'confirming', 'unknown')
      or p.updated_at > ${since}::timestamptz and (not ${needsPlace}::boolean or exists (
        select from insert_turn t
        where t.workspace_id = p.workspace_id and t.publication_id = p.publication_id
          and t.state in ('taken', 'begun')
      ))
    )
    limit 1`.execute(db)
  return rows.length > 0
}

/** Adds a channel, or brings a known one back with new tokens and the rule it had. */
export function saveConnection(db: Db, added: NewConnection) {
  const { label, handle, scopes } = added
  const renewed = {
    ...{ label, handle, scopes },
    state: 'live',
    lost_reason: null,
    sealed: added.sealed,
    access_expires_at: added.accessExpiresAt,
    refreshing_until: null,
    retry_after: null,
  }
  return db
    .insertInto('connection')
    .values({
      ...renewed,
      workspace_id: added.workspaceId,
      connection_id: added.connectionId,
      platform: added.platform,
      external_id: added.externalId,
      rule: JSON.stringify(added.rule),
      connected_at: added.now,
      created_at: added.now,
    })
    .onConflict(conflict =>
      conflict.columns(['workspace_id', 'platform', 'external_id']).doUpdateSet(eb => ({
        ...renewed,
        version: eb('connection.version', '+', 1),
        connected_at: eb
          .case()
          .when('connection.state', '=', 'live')
          .then(eb.ref('connection.connected_at'))
          .else(added.now)
          .end(),
      })),
    )
    .returning(SHOWN)
    .executeTakeFirstOrThrow()
}

/** Takes everything secret out of the row; what was published through it keeps its history. */
export function forgetConnection(db: Db, { workspaceId, connectionId }: ConnectionKey) {
  return db
    .updateTable('connection')
    .set(eb => ({
      state: 'disconnected',
      lost_reason: null,
      sealed: null,
      access_expires_at: null,
      refreshing_until: null,
      retry_after: null,
      version: eb('version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .returning(SHOWN)
    .executeTakeFirst()
}

/** Writes the rule when the connection is of that rule's platform. */
export function updateRule(db: Db, key: ConnectionKey, rule: PublishRule) {
  return db
    .updateTable('connection')
    .set({ rule: JSON.stringify(rule) })
    .where('workspace_id', '=', key.workspaceId)
    .where('connection_id', '=', key.connectionId)
    .where('platform', '=', rule.platform)
    .where('state', '!=', 'disconnected')
    .returning(SHOWN)
    .executeTakeFirst()
}

/** Writes what the creator wishes for the words there; null: nothing of their own. */
export function updatePrompt(db: Db, key: ConnectionKey, prompt: string | null) {
  return db
    .updateTable('connection')
    .set({ prompt })
    .where('workspace_id', '=', key.workspaceId)
    .where('connection_id', '=', key.connectionId)
    .where('state', '!=', 'disconnected')
    .returning(SHOWN)
    .executeTakeFirst()
}

/** What is wished for the words on these channels, those of the workspace among them. */
export function promptsOf(db: Db, workspaceId: string, connectionIds: readonly string[]) {
  return db
    .selectFrom('connection')
    .select(['connection_id', 'platform', 'prompt'])
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', 'in', connectionIds)
    .execute()
}
