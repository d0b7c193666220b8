import type { Db } from '@content/db'

/** The channels that came by a person's sign-in at Meta, in every workspace. */
export function connectionsBy(db: Db, userHash: string) {
  return db
    .selectFrom('connection_owner')
    .innerJoin('connection', join =>
      join
        .onRef('connection.workspace_id', '=', 'connection_owner.workspace_id')
        .onRef('connection.connection_id', '=', 'connection_owner.connection_id'),
    )
    .select(['connection.workspace_id', 'connection.connection_id', 'platform', 'label', 'state'])
    .where('user_hash', '=', userHash)
    .orderBy('connection.workspace_id')
    .orderBy('connection.connection_id')
    .forUpdate()
    .execute()
}

interface Key {
  workspaceId: string
  connectionId: string
}

/** Takes the access out and says why; one that was disconnected stays as it is. */
export function loseConnection(db: Db, { workspaceId, connectionId }: Key, reason: string) {
  return db
    .updateTable('connection')
    .set(eb => ({
      state: 'lost',
      lost_reason: reason,
      sealed: null,
      access_expires_at: null,
      refreshing_until: null,
      version: eb('version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'live')
    .returning('connection_id')
    .executeTakeFirst()
}

/** Takes a channel away with everything that was published through it and every figure of it. */
export function dropConnection(db: Db, { workspaceId, connectionId }: Key) {
  return db
    .deleteFrom('connection')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId)
    .execute()
}

export interface MetaRequest {
  code: string
  kind: 'deauthorize' | 'delete'
  connections: number
  now: Date
}

export function insertMetaRequest(db: Db, { code, kind, connections, now }: MetaRequest) {
  return db
    .insertInto('meta_request')
    .values({ confirmation_code: code, kind, connections, asked_at: now })
    .execute()
}

export function metaRequestBy(db: Db, code: string) {
  return db
    .selectFrom('meta_request')
    .select(['kind', 'connections', 'asked_at'])
    .where('confirmation_code', '=', code)
    .executeTakeFirst()
}
