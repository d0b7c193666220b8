import type { Delivery } from '@content/api/contract'

/** Whether no try has ended yet: the first one waits its turn, or the address has not answered. */
export const isUnderWay = ({ state, lastReason }: Pick<Delivery, 'state' | 'lastReason'>) =>
  state === 'waiting' && lastReason === null

type Attempted = Pick<Delivery, 'state' | 'attempts' | 'lastStatus' | 'lastReason'>

/** How a delivery stands, in a few words. */
export function deliveryWords(delivery: Attempted): string {
  const { state, attempts, lastStatus } = delivery
  const status = lastStatus === null ? '' : `, answered ${lastStatus}`
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  if (isUnderWay(delivery)) return 'On its way'
  if (state === 'delivered') return `Delivered${status}${tries}`
  if (state === 'given_up') return `Given up${status}${tries}`
  return `Waits for another try${status}${tries}`
}
