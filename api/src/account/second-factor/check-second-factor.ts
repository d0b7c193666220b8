import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { totpStep } from '../../lib/totp.ts'
import { countGuess } from '../proof/count-guess.ts'
import { recoveryCodeHash } from './recovery-code.rules.ts'
import { spendCode, takeStep } from './second-factor.queries.ts'

/** What the vault binds a person's secret to. */
export const totpPurpose = (personId: string): string => `totp ${personId}`

interface Asked {
  person: { person_id: string; sealed_totp: string | null; totp_confirmed_at: Date | null }
  /** What was entered, when anything was. */
  code: string | undefined
  /** Where it comes from: each source has tries of its own, so that nobody locks the owner out. */
  source: string
}

/** Asks a person who has a second factor for it. A code is good once, and used up by this. */
export async function checkSecondFactor(
  ctx: Context,
  { person, code, source }: Asked,
  onWrong: () => void = () => {},
): Promise<void> {
  if (person.totp_confirmed_at === null) return
  if (code === undefined) throw new Fault('second_factor')
  const subject = `code ${person.person_id} ${source}`
  const isRight = await countGuess(ctx, subject, () => isGood(ctx, person, code))
  if (isRight) return
  onWrong()
  const wrong = 'That code is not right, or was used before.'
  throw new Fault('second_factor', wrong, { fields: { secondFactor: wrong } })
}

async function isGood(ctx: Context, person: Asked['person'], code: string): Promise<boolean> {
  const personId = person.person_id
  const digits = code.replace(/\s/g, '')
  if (/^\d{6}$/.test(digits)) return isFreshCode(ctx, person, digits)
  const hash = recoveryCodeHash(personId, code)
  return (await spendCode(ctx.db, personId, { hash, now: ctx.now() })) !== undefined
}

/** Whether an app with this secret shows that code now, and nobody has used it. */
export async function isFreshCode(
  ctx: Pick<Context, 'db' | 'now' | 'vault'>,
  { person_id, sealed_totp }: Pick<Asked['person'], 'person_id' | 'sealed_totp'>,
  code: string,
): Promise<boolean> {
  if (sealed_totp === null) return false
  const secret = ctx.vault.openText(totpPurpose(person_id), sealed_totp)
  const step = totpStep(secret, code, ctx.now())
  return step !== null && (await takeStep(ctx.db, person_id, step)) !== undefined
}
