import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { newTotpSecret, totpUri } from '../../lib/totp.ts'
import { personById } from '../account.queries.ts'
import { totpPurpose } from './check-second-factor.ts'
import { insertTotp } from './second-factor.queries.ts'

/** A secret for an authenticator app; it asks for nothing until a code has confirmed it. */
export async function beginSecondFactor(ctx: ByPerson): Promise<{ secret: string; uri: string }> {
  const { personId } = ctx.actor
  const person = await personById(ctx.db, personId)
  const secret = newTotpSecret()
  const sealed = ctx.vault.sealText(totpPurpose(personId), secret)
  const isKept = await insertTotp(ctx.db, personId, sealed)
  if (!person || !isKept) throw new Fault('conflict', 'A second factor is on already.')
  return { secret, uri: totpUri(secret, person.email) }
}
