import type { SecondFactor } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { personById } from '../account.queries.ts'
import { countCodes } from './second-factor.queries.ts'

/** Whether a second factor is asked for, and how many ways in are left without the app. */
export async function readSecondFactor({ db, actor }: ByPerson): Promise<SecondFactor> {
  const person = await personById(db, actor.personId)
  const since = person?.totp_confirmed_at ?? null
  return {
    isOn: since !== null,
    since: since?.toISOString() ?? null,
    recoveryCodesLeft: await countCodes(db, actor.personId),
  }
}
