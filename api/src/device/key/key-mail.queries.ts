import { personById } from '../../account/account.queries.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../lib/id.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import type { MailData } from '../../mail/mail-kinds.ts'

type Needs = Pick<Context, 'db' | 'vault' | 'now' | 'address'>

/** Tells a person that a key which acts for them was made, how, and from where. */
export async function mailKeyMade(
  ctx: Needs,
  personId: string,
  how: MailData<'key_made'>['how'],
): Promise<void> {
  const person = await personById(ctx.db, personId)
  if (!person) return
  const { name, email } = person
  await enqueueMail(ctx.db, ctx.vault, {
    ...{ personId, workspaceId: null, onceKey: newId(), to: email, kind: 'key_made' },
    data: { name, how, address: ctx.address, at: ctx.now().toISOString() },
  })
}
