import type { Db } from '@content/db'
import { sql } from 'kysely'
import { inTurn } from '../lib/fair-queue/in-turn.ts'
import type { MailRow } from './write-letter.ts'

export interface ClaimedMail extends MailRow {
  /** Which try this is; whoever settles must still be the last who tried. */
  attempts: number
  /** Whose turn it was. */
  tenant: string
}

// Mails of a person, or to somebody who is none yet, belong to no workspace.
const tenant = sql`coalesce(workspace_id, person_id, mail_id)`
const isOpen = sql`sent_at is null and failed_reason is null`

export interface Claiming {
  now: Date
  until: Date
  /** Whose turn was last. */
  after: string
  /** Whose mails are under way as often as they may be at once. */
  busy: string[]
}

/** Takes the longest waiting mail of whoever is next in turn; nobody else has it by `until`. */
export async function claimMail(
  db: Db,
  { now, until, after, busy }: Claiming,
): Promise<ClaimedMail | null> {
  const { rows } = await sql<ClaimedMail>`
    ${inTurn({
      after,
      next: last => sql`
        select ${tenant} as tenant from mail
        where ${isOpen} and ${tenant} > ${last} and ${tenant} <> all(${busy}::uuid[])
        order by ${tenant} limit 1`,
      first: whose => sql`
        select mail_id from mail
        where ${isOpen} and ${tenant} = ${whose} and next_at <= ${now}::timestamptz
        order by next_at limit 1
        for update skip locked`,
    })}
    update mail set attempts = attempts + 1, next_at = ${until}::timestamptz
    from found where mail_id = found.id
    returning mail_id, workspace_id, person_id, kind, sealed, attempts, created_at,
      ${tenant} as tenant`.execute(db)
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
