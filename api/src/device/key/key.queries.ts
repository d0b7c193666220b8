import type { Db } from '@content/db'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { KeyOwner } from '../device.queries.ts'
import { freshKey } from '../device.queries.ts'

/** Every key that works here, or would if the plan had it; the newest of each device first. */
export function listKeys(db: Db, workspaceId: string, now: Date) {
  return db
    .selectFrom('device_key as k')
    .innerJoin('device as d', join =>
      join.onRef('d.workspace_id', '=', 'k.workspace_id').onRef('d.device_id', '=', 'k.device_id'),
    )
    .innerJoin('person as p', 'p.person_id', 'k.person_id')
    .select(['k.key_id', 'k.device_id', 'd.name', 'd.kind', 'k.scopes', 'k.ends_with'])
    .select(['k.created_at', 'k.last_used_at', 'k.expires_at'])
    .select(['p.person_id', 'p.name as person_name'])
    .where('k.workspace_id', '=', workspaceId)
    .where(eb => eb.or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]))
    .orderBy(sql`lower(d.name)`)
    .orderBy('k.device_id')
    .orderBy('k.created_at', 'desc')
    .execute()
}

/** No row when there is a developer's key of that name already. */
export function insertDeveloper(db: Db, workspaceId: string, name: string) {
  return db
    .insertInto('device')
    .values({ workspace_id: workspaceId, device_id: newId(), name, kind: 'developer' })
    .onConflict(conflict => conflict.columns(['workspace_id', 'kind', 'name']).doNothing())
    .returning('device_id')
    .executeTakeFirst()
}

/** What a device is, held until its key is another one. */
export function holdDevice(db: Db, workspaceId: string, deviceId: string) {
  return db
    .selectFrom('device')
    .select('kind')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst()
}

/** The key in force of a device. */
export function currentKey(db: Db, workspaceId: string, deviceId: string) {
  return db
    .selectFrom('device_key')
    .select('scopes')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('expires_at', 'is', null)
    .executeTakeFirst()
}

/** A key while it is the one in force of its device; no row for one that is being replaced. */
export function keyInForce(db: Db, workspaceId: string, keyHash: string) {
  return db
    .selectFrom('device_key')
    .select('made_in')
    .where('workspace_id', '=', workspaceId)
    .where('key_hash', '=', keyHash)
    .where('expires_at', 'is', null)
    .executeTakeFirst()
}

/** Stops one key, and none of its device's others. */
export function deleteKeyByHash(db: Db, workspaceId: string, keyHash: string) {
  return db
    .deleteFrom('device_key')
    .where('workspace_id', '=', workspaceId)
    .where('key_hash', '=', keyHash)
    .execute()
}

interface Ending {
  workspaceId: string
  deviceId: string
  expiresAt: Date
}

/** Lets the key in force work until then. */
export function endKeyAt(db: Db, { workspaceId, deviceId, expiresAt }: Ending) {
  return db
    .updateTable('device_key')
    .set({ expires_at: expiresAt })
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('expires_at', 'is', null)
    .returning('expires_at')
    .executeTakeFirst()
}

/** Writes a key beside those that are there; the only one without an end. */
export async function insertKey(db: Db, owner: KeyOwner): Promise<string> {
  const { apiKey, row } = freshKey(owner)
  await db.insertInto('device_key').values(row).execute()
  return apiKey
}

interface Wanting {
  workspaceId: string
  personId: string
  /** Of an agent's device. */
  name: string
  now: Date
}

/** Whether the device of that name acts for somebody whose key is not this person's to stop. */
export async function isAnothersKey(db: Db, { workspaceId, personId, name, now }: Wanting) {
  const row = await db
    .selectFrom('device as d')
    .innerJoin('device_key as k', join =>
      join.onRef('k.workspace_id', '=', 'd.workspace_id').onRef('k.device_id', '=', 'd.device_id'),
    )
    .innerJoin('member as m', 'm.workspace_id', 'd.workspace_id')
    .select('k.key_id')
    .where('d.workspace_id', '=', workspaceId)
    .where('d.kind', '=', 'agent')
    .where('d.name', '=', name)
    .where('k.person_id', '!=', personId)
    .where(eb => eb.or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]))
    .where('m.person_id', '=', personId)
    .where('m.role', 'not in', ['admin', 'owner'])
    .executeTakeFirst()
  return row !== undefined
}

export function keyOwner(db: Db, workspaceId: string, keyId: string) {
  return db
    .selectFrom('device_key')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('key_id', '=', keyId)
    .executeTakeFirst()
}

/** No row when it is gone already. */
export function deleteKey(db: Db, workspaceId: string, keyId: string) {
  return db
    .deleteFrom('device_key')
    .where('workspace_id', '=', workspaceId)
    .where('key_id', '=', keyId)
    .returning('key_id')
    .executeTakeFirst()
}

/** Stops every key of a person in one workspace. */
export async function deleteKeysOfMember(db: Db, workspaceId: string, personId: string) {
  await db
    .deleteFrom('device_key')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .execute()
  await deleteKeylessDevelopers(db, workspaceId)
}

/** A developer's key is all there is to it: without one its name is free again. */
export function deleteKeylessDevelopers(db: Db, workspaceId: string) {
  return db
    .deleteFrom('device')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'developer')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('device_key')
            .select('key_hash')
            .whereRef('device_key.workspace_id', '=', 'device.workspace_id')
            .whereRef('device_key.device_id', '=', 'device.device_id'),
        ),
      ),
    )
    .execute()
}
