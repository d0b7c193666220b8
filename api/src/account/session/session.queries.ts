import type { Db } from '@content/db'
import type { Actor } from '../../context.ts'
import { deleteKeylessDevelopers } from '../../device/key/key.queries.ts'
import { deleteLoginsOf } from '../../device/login/login.queries.ts'

/** Where a person is signed in, the last seen first. */
export function listSessions(db: Db, personId: string, now: Date) {
  return db
    .selectFrom('session')
    .select(['session_id', 'session_hash', 'address', 'user_agent', 'created_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .orderBy('session_id')
    .execute()
}

/** No row when this person has no such session. */
export function deleteSession(db: Db, personId: string, sessionId: string) {
  return db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('session_id', '=', sessionId)
    .returning('session_hash')
    .executeTakeFirst()
}

interface Ending {
  now: Date
  /** The sign-in that goes on, when one does. */
  asker?: Actor | null
}

/** Ends every session and every token that a person has; how many sessions there were. */
export async function deleteSessions(
  db: Db,
  personId: string,
  { now, asker }: Ending,
): Promise<number> {
  const sessions = db.deleteFrom('session').where('person_id', '=', personId)
  const others =
    asker?.kind === 'session' ? sessions.where('session_hash', '!=', asker.sessionHash) : sessions
  const ended = await others.returning('session_hash').execute()
  await db
    .updateTable('person')
    .set({ tokens_valid_after: asker?.kind === 'jwt' ? asker.issuedAt : now })
    .where('person_id', '=', personId)
    .execute()
  return ended.length
}

/** The devices whose keys act for a person, in whatever workspace. */
export function listKeysOf(db: Db, personId: string, now: Date) {
  return db
    .selectFrom('device_key')
    .innerJoin('device', join =>
      join
        .onRef('device.workspace_id', '=', 'device_key.workspace_id')
        .onRef('device.device_id', '=', 'device_key.device_id'),
    )
    .select(['device.name', 'device.last_used_at'])
    .distinct()
    .where('device_key.person_id', '=', personId)
    .where(eb =>
      eb.or([eb('device_key.expires_at', 'is', null), eb('device_key.expires_at', '>', now)]),
    )
    .orderBy('device.name')
    .execute()
}

/**
 * Which keys end: all, those that were made in some sign-in, or in the one session of this hash. A
 * thief of a session may have signed it out before, so the second asks for none that is still open.
 */
export type WhichKeys = 'all' | 'made signed in' | { madeIn: string }

/** Stops keys that act for a person, or were about to; how many there were. */
export async function deleteKeysOf(
  db: Db,
  personId: string,
  which: WhichKeys = 'all',
): Promise<number> {
  const hash = typeof which === 'string' ? null : which.madeIn
  // First, so that a device which fetches its key right now has it when the keys are stopped.
  await deleteLoginsOf(db, personId, hash)
  const keys = db.deleteFrom('device_key').where('person_id', '=', personId)
  const those = which === 'made signed in' ? keys.where('made_in', 'is not', null) : keys
  const stopped = await (hash === null ? those : those.where('made_in', '=', hash))
    .returning('workspace_id')
    .execute()
  const workspaceIds = new Set(stopped.map(({ workspace_id }) => workspace_id))
  for (const workspaceId of workspaceIds) await deleteKeylessDevelopers(db, workspaceId)
  return stopped.length
}

export function deleteEndedSessions(db: Db, now: Date) {
  return db.deleteFrom('session').where('expires_at', '<=', now).execute()
}
