import type { FullProof } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { mailSecondFactor } from '../link/mail-notice.ts'
import { confirmPerson } from '../proof/confirm-person.ts'
import { deleteTotp } from './second-factor.queries.ts'

/** Turns the second factor off; the secret and every recovery code are forgotten. */
export async function disableSecondFactor(ctx: ByPerson, input: FullProof): Promise<{ ok: true }> {
  const person = await confirmPerson(ctx, input)
  const target = `person:${person.person_id}`
  await inTx(ctx, async ctx => {
    await deleteTotp(ctx.db, person.person_id)
    await writeAudit(ctx, { action: 'user_updated:second_factor_off', target })
    if (person.totp_confirmed_at !== null) await mailSecondFactor(ctx, person, 'off')
  })
  return { ok: true }
}
