import type { Db } from '@content/db'
import { Scope } from '../../contract/index.ts'
import { newId, sha256Hex } from '../lib/id.ts'
import { newKey } from '../lib/key.ts'

/** The agent's device of that name, made when there is none. */
export async function upsertDevice(db: Db, workspaceId: string, name: string): Promise<string> {
  const { device_id } = await db
    .insertInto('device')
    .values({ workspace_id: workspaceId, device_id: newId(), name })
    // Writing the name again makes Postgres return the row that was there.
    .onConflict(conflict =>
      conflict.columns(['workspace_id', 'kind', 'name']).doUpdateSet({ name }),
    )
    .returning('device_id')
    .executeTakeFirstOrThrow()
  return device_id
}

export interface KeyOwner {
  workspaceId: string
  deviceId: string
  personId: string | null
  /** All of them when left out, as an agent needs. */
  scopes?: readonly Scope[]
  /** The sign-in that it is made in; none when a password makes it. */
  madeIn?: string | null
}

/** Gives the device a fresh key in place of those it had; only the hash stays here. */
export async function giveKey(db: Db, owner: KeyOwner): Promise<string> {
  const { apiKey, row } = freshKey(owner)
  // A key that was being replaced would outlive the one that is taken back here.
  await deleteKeysOfDevice(db, owner, 'replaced')
  await db
    .insertInto('device_key')
    .values(row)
    .onConflict(conflict =>
      conflict
        .columns(['workspace_id', 'device_id'])
        .where('expires_at', 'is', null)
        .doUpdateSet(row),
    )
    .execute()
  return apiKey
}

/** A new key and the row that stands for it. */
export function freshKey({ workspaceId, deviceId, personId, ...more }: KeyOwner) {
  const { scopes = Scope.options, madeIn = null } = more
  const apiKey = newKey()
  const owner = { workspace_id: workspaceId, device_id: deviceId, person_id: personId }
  const shown = { key_id: newId(), ends_with: apiKey.slice(-4), scopes: [...scopes] }
  const came = { created_at: new Date(), last_used_at: null, made_in: madeIn }
  return { apiKey, row: { key_hash: sha256Hex(apiKey), ...owner, ...shown, ...came } }
}

type OfDevice = Pick<KeyOwner, 'workspaceId' | 'deviceId'>

/** Stops a device's keys at once: all of them, or those that were replaced and still work. */
export function deleteKeysOfDevice(
  db: Db,
  { workspaceId, deviceId }: OfDevice,
  which: 'all' | 'replaced',
) {
  const keys = db
    .deleteFrom('device_key')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
  return (which === 'all' ? keys : keys.where('expires_at', 'is not', null)).execute()
}

export function deviceById(db: Db, workspaceId: string, deviceId: string) {
  return db
    .selectFrom('device')
    .select(['device_id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
}

export function deviceByName(db: Db, workspaceId: string, name: string) {
  return db
    .selectFrom('device')
    .select('device_id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'agent')
    .where('name', '=', name)
    .executeTakeFirst()
}

export function listDevices(db: Db, workspaceId: string) {
  return db
    .selectFrom('device')
    .select(['device_id', 'name', 'created_at', 'last_used_at', 'listening_until'])
    .select(['agent_version', 'folders'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('device_id')
    .execute()
}

/** No row when there is no such device here. Its key goes with it. */
export function deleteDevice(db: Db, workspaceId: string, deviceId: string) {
  return db
    .deleteFrom('device')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .returning('device_id')
    .executeTakeFirst()
}
