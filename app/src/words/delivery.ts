import type { Delivery } from '@content/api/contract'
import { de } from './de/delivery.ts'
import { en } from './en/delivery.ts'
import { wordsIn } from './locale.ts'

const words = wordsIn({ en, de })

/** Whether no try has ended yet: the first one waits its turn, or the address has not answered. */
export const isUnderWay = ({ state, lastReason }: Pick<Delivery, 'state' | 'lastReason'>) =>
  state === 'waiting' && lastReason === null

type Attempted = Pick<Delivery, 'state' | 'attempts' | 'lastStatus' | 'lastReason'>

/** How a delivery stands, in a few words. */
export function deliveryWords(delivery: Attempted): string {
  const { state, attempts, lastStatus } = delivery
  const status = lastStatus === null ? '' : words().answered(lastStatus)
  const tries = attempts > 1 ? words().tries(attempts) : ''
  if (isUnderWay(delivery)) return words().onItsWay
  if (state === 'delivered') return `${words().delivered}${status}${tries}`
  if (state === 'given_up') return `${words().givenUp}${status}${tries}`
  return `${words().waits}${status}${tries}`
}
