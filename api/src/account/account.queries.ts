import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface NewPerson {
  personId: string
  email: string
  name: string
  passwordHash: string
}

/** No row when the address is taken. */
export function insertPerson(db: Db, person: NewPerson) {
  return db
    .insertInto('person')
    .values({
      person_id: person.personId,
      email: person.email,
      name: person.name,
      password_hash: person.passwordHash,
    })
    .onConflict(conflict => conflict.expression(sql`lower(email)`).doNothing())
    .returning(['person_id', 'email', 'name'])
    .executeTakeFirst()
}

/** The person behind an address and the first workspace they belong to. */
export function personByEmail(db: Db, email: string) {
  return db
    .selectFrom('person')
    .innerJoin('member', 'member.person_id', 'person.person_id')
    .select([
      'person.person_id',
      'person.email',
      'person.name',
      'person.password_hash',
      'person.sealed_totp',
      'person.totp_confirmed_at',
      'member.workspace_id',
    ])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy('member.created_at')
    .executeTakeFirst()
}

/** The workspace that a person's own acts are written down in; null when they left every one. */
export async function firstWorkspaceOf(db: Db, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('member')
    .select('workspace_id')
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .executeTakeFirst()
  return row?.workspace_id ?? null
}

/** A member of this workspace, by who they are. */
export function memberById(db: Db, workspaceId: string, personId: string) {
  return db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select(['person.person_id', 'person.email', 'person.name'])
    .select(['person.verified_at', 'person.totp_confirmed_at', 'person.is_operator'])
    .select('member.role')
    .where('member.workspace_id', '=', workspaceId)
    .where('member.person_id', '=', personId)
    .executeTakeFirst()
}

export function insertMember(db: Db, workspaceId: string, personId: string) {
  return db
    .insertInto('member')
    .values({ workspace_id: workspaceId, person_id: personId, role: 'owner' })
    .execute()
}

/** A person by who they are: only ever the one who asks, or the one a mailed link was made for. */
export function personById(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select(['person_id', 'email', 'name', 'password_hash', 'verified_at'])
    .select(['sealed_totp', 'totp_confirmed_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/** The name of the one who asks for it. */
export function updateName(db: Db, personId: string, name: string) {
  return db.updateTable('person').set({ name }).where('person_id', '=', personId).execute()
}

/** Holds the row until the sign-in is written; no row when the password was changed meanwhile. */
export function holdPassword(db: Db, personId: string, passwordHash: string) {
  return db
    .selectFrom('person')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('password_hash', '=', passwordHash)
    .forShare()
    .executeTakeFirst()
}

interface NewPassword {
  personId: string
  passwordHash: string
  /** What it takes the place of, where that matters. */
  before?: string
  now: Date
}

/** No row when it is another one by now than the one it was to replace. */
export function updatePassword(db: Db, { personId, passwordHash, before, now }: NewPassword) {
  const update = db
    .updateTable('person')
    .set({ password_hash: passwordHash, password_changed_at: now })
    .where('person_id', '=', personId)
    .returning('person_id')
  const exact = before === undefined ? update : update.where('password_hash', '=', before)
  return exact.executeTakeFirst()
}

/** The address is proven, unless the person has another by now: then no row. */
export function verifyEmail(db: Db, { personId, email, now }: Proof) {
  return db
    .updateTable('person')
    .set(eb => ({ verified_at: eb.fn.coalesce('verified_at', eb.val(now)) }))
    .where('person_id', '=', personId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .returning('email')
    .executeTakeFirst()
}

interface Proof {
  personId: string
  email: string
  now: Date
}

/** Moves a person to an address they have proven; fails when somebody else has it. */
export function moveEmail(db: Db, { personId, email, now }: Proof) {
  return db
    .updateTable('person')
    .set({ email, verified_at: now })
    .where('person_id', '=', personId)
    .execute()
}
