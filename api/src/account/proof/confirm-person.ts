import type { Proof } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { personById } from '../account.queries.ts'
import { checkSecondFactor } from '../second-factor/check-second-factor.ts'
import { countGuess } from './count-guess.ts'

/** Has the signed-in person show once more who they are, before what a thief would do first. */
export async function confirmPerson(ctx: ByPerson, { password, secondFactor }: Proof) {
  const { actor } = ctx
  const person = await personById(ctx.db, actor.personId)
  if (!person) throw new Fault('unauthenticated')
  // By session, so that a stolen one cannot use up its owner's tries.
  const source = actor.kind === 'session' ? actor.sessionHash : 'token'
  const isRight = await countGuess(ctx, `confirm ${actor.personId} ${source}`, () =>
    ctx.identity.passwords.verify(password, person.password_hash),
  )
  if (!isRight) {
    throw new Fault('invalid', undefined, { fields: { password: 'That is not your password.' } })
  }
  await checkSecondFactor(ctx, { person, code: secondFactor, source })
  return person
}
