import type { Db } from '@content/db'
import type { ConnectionKey } from './connection.queries.ts'

/** Remembers by whose sign-in at Meta a channel came. */
export function saveOwner(
  db: Db,
  { workspaceId, connectionId, userHash }: ConnectionKey & { userHash: string },
) {
  return db
    .insertInto('connection_owner')
    .values({ workspace_id: workspaceId, connection_id: connectionId, user_hash: userHash })
    .onConflict(conflict =>
      conflict.columns(['workspace_id', 'connection_id']).doUpdateSet({ user_hash: userHash }),
    )
    .execute()
}

/**
 * Whether another live channel of the workspace came by the same person's sign-in: Meta takes
 * access back from a person, and so from all of them, whichever token is shown.
 */
export async function isSignInShared(db: Db, { workspaceId, connectionId }: ConnectionKey) {
  const row = await db
    .selectFrom('connection_owner as own')
    .innerJoin('connection_owner as other', join =>
      join
        .onRef('other.workspace_id', '=', 'own.workspace_id')
        .onRef('other.user_hash', '=', 'own.user_hash'),
    )
    .innerJoin('connection', join =>
      join
        .onRef('connection.workspace_id', '=', 'other.workspace_id')
        .onRef('connection.connection_id', '=', 'other.connection_id'),
    )
    .select('connection.connection_id')
    .where('own.workspace_id', '=', workspaceId)
    .where('own.connection_id', '=', connectionId)
    .where('other.connection_id', '!=', connectionId)
    .where('connection.state', '=', 'live')
    .executeTakeFirst()
  return row !== undefined
}
