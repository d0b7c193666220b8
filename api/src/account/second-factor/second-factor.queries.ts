import type { Db } from '@content/db'
import { sql } from 'kysely'

/** Keeps a secret that no code has confirmed yet; no row when one is on already. */
export function insertTotp(db: Db, personId: string, sealed: string) {
  return db
    .updateTable('person')
    .set({ sealed_totp: sealed, totp_last_step: null })
    .where('person_id', '=', personId)
    .where('totp_confirmed_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
}

/** Takes the code of a step, once: no row for that step again, or for one before it. */
export function takeStep(db: Db, personId: string, step: number) {
  return db
    .updateTable('person')
    .set({ totp_last_step: step })
    .where('person_id', '=', personId)
    .where(eb => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .returning('person_id')
    .executeTakeFirst()
}

/** No row when it is on already, or when another secret was begun since. */
export function confirmTotp(
  db: Db,
  personId: string,
  { sealed, now }: { sealed: string; now: Date },
) {
  return db
    .updateTable('person')
    .set({ totp_confirmed_at: now })
    .where('person_id', '=', personId)
    .where('sealed_totp', '=', sealed)
    .where('totp_confirmed_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
}

/** Turns the second factor off; its recovery codes go with it. */
export async function deleteTotp(db: Db, personId: string): Promise<void> {
  await db
    .updateTable('person')
    .set({ sealed_totp: null, totp_confirmed_at: null, totp_last_step: null })
    .where('person_id', '=', personId)
    .execute()
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
}

/** Puts fresh recovery codes in place of all that were. */
export async function replaceCodes(db: Db, personId: string, hashes: string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  const rows = hashes.map(code_hash => ({ person_id: personId, code_hash }))
  await db.insertInto('recovery_code').values(rows).execute()
}

/** Uses a recovery code up; no row when it was used or never was. */
export function spendCode(db: Db, personId: string, { hash, now }: { hash: string; now: Date }) {
  return db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
}

export async function countCodes(db: Db, personId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_code')
    .select(sql<number>`count(*)::int`.as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
