import type { Db } from '@content/db'
import { sql } from 'kysely'
import { RefusableMail } from '../../contract/index.ts'

export async function listRefused(db: Db, personId: string): Promise<RefusableMail[]> {
  const rows = await db
    .selectFrom('mail_refusal')
    .select('kind')
    .where('person_id', '=', personId)
    .execute()
  return rows.flatMap(({ kind }) => RefusableMail.safeParse(kind).data ?? [])
}

/** Makes these, and no others, the kinds that this person does not want. */
export async function replaceRefused(
  db: Db,
  personId: string,
  kinds: RefusableMail[],
): Promise<void> {
  await sql`
    with dropped as (
      delete from mail_refusal
      where person_id = ${personId} and kind <> all(${kinds}::text[])
    )
    insert into mail_refusal (person_id, kind)
    select ${personId}::uuid, kind from unnest(${kinds}::text[]) as kind
    on conflict do nothing`.execute(db)
}

/** Ends one kind of mail for a person; nothing when there is no such person any more. */
export async function refuseMail(db: Db, personId: string, kind: RefusableMail): Promise<void> {
  await sql`
    insert into mail_refusal (person_id, kind)
    select person_id, ${kind} from person where person_id = ${personId}
    on conflict do nothing`.execute(db)
}
