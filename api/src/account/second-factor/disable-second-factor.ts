import type { FullProof } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { confirmPerson } from '../proof/confirm-person.ts'
import { deleteTotp } from './second-factor.queries.ts'

/** Turns the second factor off; the secret and every recovery code are forgotten. */
export async function disableSecondFactor(ctx: ByPerson, input: FullProof): Promise<{ ok: true }> {
  const person = await confirmPerson(ctx, input)
  await inTx(ctx, ctx => deleteTotp(ctx.db, person.person_id))
  return { ok: true }
}
