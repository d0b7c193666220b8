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
      'member.workspace_id',
    ])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy('member.created_at')
    .executeTakeFirst()
}

/** A member of this workspace, by who they are. */
export function memberById(db: Db, workspaceId: string, personId: string) {
  return db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select(['person.person_id', 'person.email', 'person.name'])
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
