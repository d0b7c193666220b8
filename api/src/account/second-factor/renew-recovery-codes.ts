import type { FullProof } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { mailSecondFactor } from '../link/mail-notice.ts'
import { confirmPerson } from '../proof/confirm-person.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.rules.ts'
import { replaceCodes } from './second-factor.queries.ts'

/** Ten new recovery codes; those from before are good for nothing. */
export async function renewRecoveryCodes(ctx: ByPerson, input: FullProof) {
  const person = await confirmPerson(ctx, input)
  if (person.totp_confirmed_at === null) {
    throw new Fault('conflict', 'The second factor is off, so nothing asks for a code.')
  }
  const recoveryCodes = newRecoveryCodes()
  const hashes = recoveryCodes.map(code => recoveryCodeHash(person.person_id, code))
  const target = `person:${person.person_id}`
  await inTx(ctx, async ctx => {
    await replaceCodes(ctx.db, person.person_id, hashes)
    await writeAudit(ctx, { action: 'user_updated:recovery_codes', target })
    await mailSecondFactor(ctx, person, 'codes')
  })
  return { recoveryCodes }
}
