import type { Db } from '@content/db'
import { newId } from '../lib/id.ts'
import type { Vault } from '../outside/vault.ts'
import type { MailData, MailKind } from './mail-kinds.ts'

export interface NewMail<K extends MailKind> {
  /** Whose mail it is, and who may refuse such mails; null for an address without a person. */
  personId: string | null
  /** Whose name and colour it carries; the mail goes when the workspace goes. */
  workspaceId: string | null
  kind: K
  /** Two mails with one key are one mail. */
  onceKey: string
  to: string
  data: MailData<K>
}

/** What a sealed mail is opened with: a row cannot pass for another. */
export const mailSeal = (mailId: string, kind: string): string => `mail ${kind} ${mailId}`

/**
 * Puts a mail in the box, in the caller's transaction; it is sent once that is committed. False
 * when this very mail was put there before.
 */
export async function enqueueMail<K extends MailKind>(
  db: Db,
  vault: Vault,
  { personId, workspaceId, kind, onceKey, to, data }: NewMail<K>,
): Promise<boolean> {
  const mailId = newId()
  const row = await db
    .insertInto('mail')
    .values({
      mail_id: mailId,
      workspace_id: workspaceId,
      person_id: personId,
      kind,
      once_key: onceKey,
      sealed: vault.sealText(mailSeal(mailId, kind), JSON.stringify({ to, data })),
    })
    .onConflict(conflict => conflict.column('once_key').doNothing())
    .returning('mail_id')
    .executeTakeFirst()
  return row !== undefined
}
