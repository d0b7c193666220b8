import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { MailRow } from './write-letter.ts'

export interface ClaimedMail extends MailRow {
  /** Which try this is; whoever settles must still be the last who tried. */
  attempts: number
}

/** Takes the mail that has waited longest; nobody else gets it before `until`. */
export async function claimMail(
  db: Db,
  { now, until }: { now: Date; until: Date },
): Promise<ClaimedMail | null> {
  const { rows } = await sql<ClaimedMail>`
    update mail set attempts = attempts + 1, next_at = ${until}::timestamptz
    where mail_id = (
      select mail_id from mail
      where sent_at is null and failed_reason is null and next_at <= ${now}::timestamptz
      order by next_at limit 1
      for update skip locked
    )
    returning mail_id, workspace_id, person_id, kind, sealed, attempts, created_at`.execute(db)
  return rows[0] ?? null
}

type Settled = { sent: Date } | { failed: string } | { again: Date }

/** Writes down what became of a try, unless a later one has begun. What was said is forgotten. */
export async function settleMail(
  db: Db,
  { mail_id, attempts }: ClaimedMail,
  outcome: Settled,
): Promise<void> {
  const change =
    'again' in outcome
      ? { next_at: outcome.again }
      : 'sent' in outcome
        ? { sent_at: outcome.sent, sealed: '' }
        : { failed_reason: outcome.failed, sealed: '' }
  await db
    .updateTable('mail')
    .set(change)
    .where('mail_id', '=', mail_id)
    .where('attempts', '=', attempts)
    .execute()
}

/** Whether this person wants no mails of this kind. */
export async function isRefused(db: Db, personId: string, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('mail_refusal')
    .select('kind')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row !== undefined
}
