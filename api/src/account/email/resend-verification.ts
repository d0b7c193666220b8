import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { personById } from '../account.queries.ts'
import { mayMail } from '../link/mail-limit.ts'
import { mailLink } from '../link/mail-link.ts'

/** Mails the link that proves an address once more; not sent when it is proven already. */
export async function resendVerification(ctx: ByPerson): Promise<{ isSent: boolean }> {
  const { personId } = ctx.actor
  const person = await personById(ctx.db, personId)
  if (!person) throw new Fault('unauthenticated')
  if (person.verified_at !== null) return { isSent: false }
  await mayMail(ctx, `verify ${personId}`)
  const { email, name } = person
  await inTx(ctx, ctx => mailLink(ctx, 'verify', { personId, name, email }))
  return { isSent: true }
}
