import type { ChangeEmail } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { personByEmail } from '../account.queries.ts'
import { mayMail } from '../link/mail-limit.ts'
import { mailLink } from '../link/mail-link.ts'
import { confirmPerson } from '../proof/confirm-person.ts'

/** Mails a link to the address a person wants. Nothing changes, and nothing tells who has it. */
export async function askForEmail(ctx: ByPerson, input: ChangeEmail): Promise<{ ok: true }> {
  const person = await confirmPerson(ctx, input)
  const personId = person.person_id
  await mayMail(ctx, `email ${personId}`)
  const isTaken = (await personByEmail(ctx.db, input.email)) !== undefined
  if (!isTaken) {
    const to = { personId, name: person.name, email: input.email }
    await inTx(ctx, ctx => mailLink(ctx, 'email', to))
  }
  return { ok: true }
}
