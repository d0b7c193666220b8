import { DAY_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { periodEnd } from '../dues.ts'
import { invalid } from '../errors.ts'
import { attach, methodFor, takePaymentMethod } from '../payments/payment-methods.ts'
import type { Price, Subscription } from '../shapes.ts'
import type { Params } from '../wire/form.ts'
import type { Call } from '../wire/wire.ts'
import { type Change, changePrice, moveTrialEnd, planEnd } from './subscription-change.ts'
import { beginSubscription, endSubscription, type PaymentBehavior } from './subscription-life.ts'

const BEHAVIORS = [
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
] as const
const PRORATIONS = ['always_invoice', 'create_prorations', 'none'] as const
const MISSING = ['cancel', 'create_invoice', 'pause'] as const

export function createSubscription({ books, params }: Call): object {
  const customer = customerOf(books, params.need('customer'), 'customer').id
  const items = params.rows('items').map(row => ({
    price: recurring(books, row),
    quantity: row.int('quantity') ?? 1,
  }))
  if (items.length === 0) {
    throw invalid('Missing required param: items.', 'items', 'parameter_missing')
  }
  const now = books.nowFor(customer)
  const days = params.int('trial_period_days')
  const said = params.filled('trial_end') === 'now' ? undefined : params.int('trial_end')
  const trialEnd = said ?? (days ? now + days * DAY_SECONDS : null)
  const card = params.filled('default_payment_method')
  const method = card ? takePaymentMethod(books, card, 'default_payment_method').id : null
  if (method) attach(books, method, customer)
  const behavior: PaymentBehavior =
    params.oneOf('payment_behavior', BEHAVIORS) ?? 'allow_incomplete'
  if (!trialEnd && behavior !== 'default_incomplete' && !method && !methodFor(books, customer)) {
    const says =
      'This customer has no attached payment source or default payment method. Please consider ' +
      'adding a default payment method.'
    throw invalid(says, undefined, 'resource_missing')
  }
  const end = params.hash('trial_settings').hash('end_behavior')
  const description = params.filled('description') ?? null
  const missing = end.oneOf('missing_payment_method', MISSING) ?? 'create_invoice'
  const wanted = { customer, items, trialEnd, description, method, missing }
  const begun = beginSubscription(books, { ...wanted, metadata: params.metadata() }, { behavior })
  const isEnding = params.flag('cancel_at_period_end')
  return isEnding ? planEnd(books, begun, { at: periodEnd(begun), isFlag: true }) : begun
}

function recurring(books: Books, row: Params): Price {
  const price = books.things.need('price', row.need('price'), row.label('price'))
  if (price.type !== 'recurring') {
    const says =
      `The price specified is set to \`type=one_time\` but this field only accepts prices with ` +
      '`type=recurring`.'
    throw invalid(says, row.label('price'))
  }
  return price
}

export function updateSubscription({ books, params, id }: Call): object {
  let it = books.things.need('subscription', id)
  if (it.status === 'canceled' || it.status === 'incomplete_expired') {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  }
  it = books.change('subscription', { id }, details(books, params, it))
  it = changeEnd(books, params, it)
  const change = readChange(books, params, it)
  if (change) it = changePrice(books, it, change)
  const trialEnd = params.filled('trial_end')
  return trialEnd ? moveTrialEnd(books, it, trialEnd) : it
}

function details(books: Books, params: Params, it: Subscription): Partial<Subscription> {
  const patch: Partial<Subscription> = {}
  if (params.has('metadata')) patch.metadata = params.metadata(it.metadata)
  if (params.has('description')) patch.description = params.filled('description') ?? null
  const card = params.filled('default_payment_method')
  if (card) {
    const method = takePaymentMethod(books, card, 'default_payment_method').id
    patch.default_payment_method = attach(books, method, it.customer).id
  }
  const said = params.hash('cancellation_details')
  if (said.names().length > 0) {
    const comment = said.filled('comment') ?? it.cancellation_details?.comment ?? null
    const feedback = (said.filled('feedback') ?? null) as 'other' | null
    const reason = it.cancellation_details?.reason ?? null
    patch.cancellation_details = { comment, feedback, feedback_option: null, reason }
  }
  return patch
}

function changeEnd(books: Books, params: Params, it: Subscription): Subscription {
  const flag = params.flag('cancel_at_period_end')
  const at = params.text('cancel_at')
  if (flag !== undefined && at) {
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.')
  }
  if (flag !== undefined) {
    return planEnd(books, it, { at: flag ? periodEnd(it) : null, isFlag: true })
  }
  if (at === undefined) return it
  if (at === '') return planEnd(books, it, { at: null, isFlag: false })
  const isPeriod = at === 'max_period_end' || at === 'min_period_end'
  const when = isPeriod ? periodEnd(it) : (params.int('cancel_at') ?? null)
  return planEnd(books, it, { at: when, isFlag: false })
}

/** The first item that is given another price or quantity; ours have one item each. */
export function readChange(books: Books, params: Params, it: Subscription): Change | undefined {
  const isAnew = params.filled('billing_cycle_anchor') === 'now'
  const [row] = params.rows('items')
  const [first] = it.items.data
  if ((!row && !isAnew) || !first) return undefined
  const item = row?.filled('id') ?? first.id
  if (!it.items.data.some(other => other.id === item)) {
    throw invalid(`No such subscription item: '${item}'`, 'items[0][id]', 'resource_missing')
  }
  // Items embed what `buildItem` put there.
  const now = first.price as unknown as Price
  const price = row?.has('price') ? recurring(books, row) : now
  const quantity = row?.int('quantity') ?? first.quantity ?? 1
  if (price.id === now.id && quantity === first.quantity && !isAnew) return undefined
  const prorationAt = params.int('proration_date')
  return {
    item,
    price,
    quantity,
    isAnew,
    proration: params.oneOf('proration_behavior', PRORATIONS) ?? 'create_prorations',
    behavior: params.oneOf('payment_behavior', BEHAVIORS) ?? 'allow_incomplete',
    ...(prorationAt !== undefined && { prorationAt }),
  }
}

export function cancelNow({ books, id }: Call): object {
  const it = books.things.need('subscription', id)
  if (it.status === 'canceled') {
    throw invalid(`No such subscription: '${id}'`, 'id', 'resource_missing')
  }
  endSubscription(books, id, 'cancellation_requested')
  return books.things.need('subscription', id)
}
