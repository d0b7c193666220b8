import type { Db } from '@content/db'

export type LinkPurpose = 'verify' | 'reset' | 'email'

export interface NewLink {
  personId: string
  purpose: LinkPurpose
  /** The address it is mailed to, and thereby proves. */
  email: string
  expiresAt: Date
}

export function insertLink(db: Db, secretHash: string, link: NewLink) {
  return db
    .insertInto('mailed_link')
    .values({
      secret_hash: secretHash,
      person_id: link.personId,
      purpose: link.purpose,
      email: link.email,
      expires_at: link.expiresAt,
    })
    .execute()
}

interface Spending {
  secretHash: string
  purpose: LinkPurpose
  now: Date
}

/** Uses a link up; no row when it was used, is over, or never was. */
export function spendLink(db: Db, { secretHash, purpose, now }: Spending) {
  return db
    .deleteFrom('mailed_link')
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['person_id', 'email'])
    .executeTakeFirst()
}

/** As above, for a link of this person only: somebody else's is left as it is. */
export function spendLinkOf(db: Db, personId: string, { secretHash, purpose, now }: Spending) {
  return db
    .deleteFrom('mailed_link')
    .where('secret_hash', '=', secretHash)
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning('email')
    .executeTakeFirst()
}

/** The person a link was made for, while it is good. */
export function linkOwner(db: Db, { secretHash, purpose, now }: Spending) {
  return db
    .selectFrom('mailed_link')
    .innerJoin('person', 'person.person_id', 'mailed_link.person_id')
    .select(['person.email', 'person.name'])
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** What else was mailed to a person is good for nothing any more. */
export function deleteLinks(db: Db, personId: string, purposes: LinkPurpose[]) {
  return db
    .deleteFrom('mailed_link')
    .where('person_id', '=', personId)
    .where('purpose', 'in', purposes)
    .execute()
}

export function deleteEndedLinks(db: Db, now: Date) {
  return db.deleteFrom('mailed_link').where('expires_at', '<=', now).execute()
}
