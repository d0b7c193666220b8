import type { Books } from '../books.ts'
import { invalid, missing } from '../errors.ts'
import type { Shapes } from '../shapes.ts'
import type { Params } from '../wire/form.ts'

/** Gives money back, wholly or in part. */
export function addRefund(books: Books, params: Params): Shapes['refund'] {
  const charge = chargeOf(books, params)
  const left = charge.amount - charge.amount_refunded
  if (charge.refunded || left === 0) {
    const says = `Charge ${charge.id} has already been refunded.`
    throw invalid(says, undefined, 'charge_already_refunded')
  }
  const amount = params.int('amount') ?? left
  if (amount < 1 || amount > left) {
    const [asked, there] = [amount / 100, left / 100]
    const says = `Refund amount ($${asked}) is greater than unrefunded amount on charge ($${there})`
    throw invalid(says, 'amount')
  }
  const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const
  const made: Shapes['refund'] = {
    id: books.id('re_3'),
    object: 'refund',
    amount,
    balance_transaction: books.id('txn_3'),
    charge: charge.id,
    created: books.nowFor(charge.customer),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: 'card', card: { type: 'refund' } },
    metadata: params.metadata(),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.oneOf('reason', reasons) ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  books.add('refund', made, { says: 'refund.created' })
  const amount_refunded = charge.amount_refunded + amount
  const patch = { amount_refunded, refunded: amount_refunded === charge.amount }
  books.change('charge', { id: charge.id, says: 'charge.refunded' }, patch)
  return made
}

function chargeOf(books: Books, params: Params): Shapes['charge'] {
  const intentId = params.filled('payment_intent')
  const chargeId = params.filled('charge')
  if (!intentId && !chargeId) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  if (chargeId) return books.things.need('charge', chargeId, 'charge')
  const intent = books.things.need('payment_intent', intentId ?? '', 'payment_intent')
  if (intent.status !== 'succeeded' || !intent.latest_charge) {
    const says = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`
    throw invalid(says, 'payment_intent', 'payment_intent_unexpected_state')
  }
  const charge = books.things.find('charge', intent.latest_charge)
  if (!charge) throw missing('charge', intent.latest_charge)
  return charge
}
