import type { Db } from '@content/db'
import { newId, sha256Hex } from '../lib/id.ts'
import { newKey } from '../lib/key.ts'

/** The device of that name, made when there is none. */
export async function upsertDevice(db: Db, workspaceId: string, name: string): Promise<string> {
  const { device_id } = await db
    .insertInto('device')
    .values({ workspace_id: workspaceId, device_id: newId(), name })
    // Writing the name again makes Postgres return the row that was there.
    .onConflict(conflict => conflict.columns(['workspace_id', 'name']).doUpdateSet({ name }))
    .returning('device_id')
    .executeTakeFirstOrThrow()
  return device_id
}

interface KeyOwner {
  workspaceId: string
  deviceId: string
  personId: string | null
}

/** Gives the device a fresh key in place of the one it had; only the hash stays here. */
export async function giveKey(db: Db, owner: KeyOwner): Promise<string> {
  const apiKey = newKey()
  const row = { key_hash: sha256Hex(apiKey), person_id: owner.personId, created_at: new Date() }
  await db
    .insertInto('device_key')
    .values({ workspace_id: owner.workspaceId, device_id: owner.deviceId, ...row })
    .onConflict(conflict =>
      conflict
        .columns(['workspace_id', 'device_id'])
        .where('expires_at', 'is', null)
        .doUpdateSet(row),
    )
    .execute()
  return apiKey
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
    .where('name', '=', name)
    .executeTakeFirst()
}

export function listDevices(db: Db, workspaceId: string) {
  return db
    .selectFrom('device')
    .select(['device_id', 'name', 'created_at', 'last_used_at'])
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
