import type { FullProof } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { mailSecondFactor } from '../link/mail-notice.ts'
import { confirmPerson } from '../proof/confirm-person.ts'
import { countGuess } from '../proof/count-guess.ts'
import { isFreshCode } from './check-second-factor.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.rules.ts'
import { confirmTotp, replaceCodes } from './second-factor.queries.ts'

/** Turns the second factor on, once the app has shown a right code; answers with recovery codes. */
export async function enableSecondFactor(ctx: ByPerson, input: FullProof) {
  const person = await confirmPerson(ctx, { password: input.password })
  const { personId } = ctx.actor
  const sealed = person.sealed_totp
  if (sealed === null) throw new Fault('conflict', 'Scan a new code with your app first.')
  const isRight = await countGuess(ctx, `enable ${personId}`, () =>
    isFreshCode(ctx, person, input.secondFactor.replace(/\s/g, '')),
  )
  if (!isRight) {
    const wrong = 'That code is not right. Is the clock of your phone?'
    throw new Fault('invalid', undefined, { fields: { secondFactor: wrong } })
  }
  const recoveryCodes = newRecoveryCodes()
  const hashes = recoveryCodes.map(code => recoveryCodeHash(personId, code))
  await inTx(ctx, async ctx => {
    const isOn = await confirmTotp(ctx.db, personId, { sealed, now: ctx.now() })
    if (!isOn) throw new Fault('conflict', 'Scan a new code with your app first.')
    await replaceCodes(ctx.db, personId, hashes)
    const target = `person:${personId}`
    await writeAudit(ctx, { action: 'user_updated:second_factor_on', target })
    await mailSecondFactor(ctx, person, 'on')
  })
  return { recoveryCodes }
}
