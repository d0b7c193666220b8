import type { Db } from '@content/db'
import { sql } from 'kysely'

interface NewLogin {
  deviceCodeHash: string
  userCodeHash: string
  deviceName: string
  address: string
  intervalSeconds: number
  expiresAt: Date
}

/** No row when somebody else is just being shown the same code. */
export function insertLogin(db: Db, login: NewLogin) {
  return db
    .insertInto('device_login')
    .values({
      device_code_hash: login.deviceCodeHash,
      user_code_hash: login.userCodeHash,
      device_name: login.deviceName,
      address: login.address,
      state: 'pending',
      interval_seconds: login.intervalSeconds,
      expires_at: login.expiresAt,
    })
    .onConflict(conflict =>
      conflict.column('user_code_hash').where('state', '=', 'pending').doNothing(),
    )
    .returning('device_code_hash')
    .executeTakeFirst()
}

/** What a device asked for, held until it is known what it is answered. */
export function holdLogin(db: Db, deviceCodeHash: string) {
  return db
    .selectFrom('device_login')
    .select(['state', 'device_name', 'workspace_id', 'person_id'])
    .select(['interval_seconds', 'polled_at', 'expires_at', 'made_in'])
    .where('device_code_hash', '=', deviceCodeHash)
    .forUpdate()
    .executeTakeFirst()
}

interface Polled {
  deviceCodeHash: string
  now: Date
  intervalSeconds: number
}

export function notePoll(db: Db, { deviceCodeHash, now, intervalSeconds }: Polled) {
  return db
    .updateTable('device_login')
    .set({ polled_at: now, interval_seconds: intervalSeconds })
    .where('device_code_hash', '=', deviceCodeHash)
    .execute()
}

export function spendLogin(db: Db, deviceCodeHash: string) {
  return db
    .updateTable('device_login')
    .set({ state: 'spent' })
    .where('device_code_hash', '=', deviceCodeHash)
    .execute()
}

interface Pending {
  userCodeHash: string
  now: Date
}

/** The device behind a code that nobody has decided about. */
export function pendingLogin(db: Db, { userCodeHash, now }: Pending) {
  return db
    .selectFrom('device_login')
    .select(['device_name', 'address', 'created_at', 'expires_at'])
    .where('user_code_hash', '=', userCodeHash)
    .where('state', '=', 'pending')
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

interface Decision extends Pending {
  state: 'approved' | 'denied'
  workspaceId: string
  personId: string
  /** The sign-in of the person who decides. */
  madeIn: string
}

/** No row when there is nothing to decide: unknown, over, or decided already. */
export function decideLogin(db: Db, decision: Decision) {
  return db
    .updateTable('device_login')
    .set({
      state: decision.state,
      workspace_id: decision.workspaceId,
      person_id: decision.personId,
      made_in: decision.madeIn,
    })
    .where('user_code_hash', '=', decision.userCodeHash)
    .where('state', '=', 'pending')
    .where('expires_at', '>', decision.now)
    .returning('device_name')
    .executeTakeFirst()
}

/** What a person let in and nobody has fetched yet is not fetched any more. */
export function deleteLoginsOfMember(db: Db, workspaceId: string, personId: string) {
  return db
    .deleteFrom('device_login')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .execute()
}

/** As above, in whatever workspace; only what was let in by one sign-in, when that is named. */
export function deleteLoginsOf(db: Db, personId: string, madeIn: string | null) {
  const logins = db.deleteFrom('device_login').where('person_id', '=', personId)
  return (madeIn === null ? logins : logins.where('made_in', '=', madeIn)).execute()
}

/** As above, whoever let the device in. */
export function deleteLoginsInto(db: Db, workspaceId: string) {
  return db.deleteFrom('device_login').where('workspace_id', '=', workspaceId).execute()
}

/** Those that ended an hour ago: until then a device is told that its code is over. */
export function deleteEndedLogins(db: Db, now: Date) {
  return db
    .deleteFrom('device_login')
    .where('expires_at', '<', sql<Date>`${now}::timestamptz - interval '1 hour'`)
    .execute()
}
