import type { Db } from '@content/db'
import { RefusableMail } from '../../contract/index.ts'
import type { MailKind } from '../mail/mail-kinds.ts'

export interface Recipient {
  personId: string
  email: string
  name: string
}

/**
 * Who hears of what happens in a workspace: its owner and admins, but for those who want no such
 * mails. News that may be refused goes to confirmed addresses only, for anybody can type one in.
 */
export async function listRecipients(
  db: Db,
  workspaceId: string,
  kind: MailKind,
): Promise<Recipient[]> {
  const base = people(db, workspaceId).where('member.role', 'in', ['owner', 'admin'])
  const isRefusable = RefusableMail.safeParse(kind).success
  const query = isRefusable ? base.where('person.verified_at', 'is not', null) : base
  const rows = await query
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mail_refusal')
            .select('mail_refusal.kind')
            .whereRef('mail_refusal.person_id', '=', 'person.person_id')
            .where('mail_refusal.kind', '=', kind),
        ),
      ),
    )
    .orderBy('person.person_id')
    .execute()
  return rows.map(asRecipient)
}

/** One member, whatever their role. */
export async function recipientById(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<Recipient | undefined> {
  const row = await people(db, workspaceId)
    .where('person.person_id', '=', personId)
    .executeTakeFirst()
  return row && asRecipient(row)
}

const people = (db: Db, workspaceId: string) =>
  db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select(['person.person_id', 'person.email', 'person.name'])
    .where('member.workspace_id', '=', workspaceId)

const asRecipient = (row: { person_id: string; email: string; name: string }): Recipient => ({
  personId: row.person_id,
  email: row.email,
  name: row.name,
})
