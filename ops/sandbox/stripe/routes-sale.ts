import { addPrice, freeLookupKey, product } from './catalog.ts'
import { addSession, expireSession } from './checkout.ts'
import { addCustomer, customerOf, details } from './customers.ts'
import { sessionLines } from './expand.ts'
import { filtered, inWorld, page, search } from './lists.ts'
import { attach, detach, setDefault, takePaymentMethod } from './payment-methods.ts'
import { cancelIntent } from './payments.ts'
import { addRefund } from './refunds.ts'
import type { Customer, Price, Shapes } from './shapes.ts'
import { endSubscription } from './subscription-life.ts'
import type { Call, Handler } from './wire.ts'

/** What is sold, to whom, and how it is paid, by `METHOD path name-of-the-parameters`. */
export const SALE_ROUTES: Record<string, Handler> = {
  'GET /v1/products Products.List': ({ books, params, path }) =>
    page(params, path, filtered(params, ['active'], books.things.list('product'))),
  'POST /v1/products Products.Create': call => {
    const { books, params } = call
    const id = params.filled('id') ?? books.id('prod_', 14)
    const description = params.filled('description') ?? null
    const name = params.need('name')
    const made = product(books, { id, name, description, metadata: params.metadata() })
    books.add('product', made, { says: 'product.created' })
    return made
  },
  'GET /v1/products/:id': ({ books, id }) => books.things.need('product', id),
  'GET /v1/prices Prices.List': listPrices,
  'POST /v1/prices Prices.Create': ({ books, params }) => addPrice(books, params),
  'GET /v1/prices/:id': ({ books, id }) => books.things.need('price', id),
  'POST /v1/prices/:id Prices.Update': changePrice,
  'GET /v1/customers Customers.List': ({ books, params, path }) => {
    const all = books.things.list('customer').filter(it => it.deleted !== true)
    return page(
      params,
      path,
      filtered(params, ['email'], inWorld(books, params, all as Customer[])),
    )
  },
  'GET /v1/customers/search Customers.Search': ({ books, params, path }) => {
    const all = books.things.list('customer').filter(it => it.deleted !== true)
    return search(params, path, all)
  },
  'POST /v1/customers Customers.Create': call => {
    const made = addCustomer(call.books, call.params)
    giveCard(call, made.id)
    return customerOf(call.books, made.id)
  },
  'GET /v1/customers/:id': ({ books, id }) => books.things.need('customer', id),
  'POST /v1/customers/:id Customers.Update': call => {
    const { books, params, id } = call
    const before = customerOf(books, id)
    giveCard(call, id)
    return books.change('customer', { id }, details(params, before))
  },
  'DELETE /v1/customers/:id': deleteCustomer,
  'GET /v1/customers/:id/payment_methods Customers.ListPaymentMethods': ({ books, id, ...call }) =>
    page(call.params, call.path, books.things.list('payment_method', customerOf(books, id).id)),
  'GET /v1/payment_methods PaymentMethods.List': ({ books, params, path }) => {
    const customer = params.need('customer')
    return page(params, path, books.things.list('payment_method', customer))
  },
  'GET /v1/payment_methods/:id': ({ books, id }) =>
    takePaymentMethod(books, books.things.need('payment_method', id).id, 'id'),
  'POST /v1/payment_methods/:id/attach PaymentMethods.Attach': ({ books, params, id }) =>
    attach(books, takePaymentMethod(books, id, 'id').id, params.need('customer')),
  'POST /v1/payment_methods/:id/detach PaymentMethods.Detach': ({ books, id }) => detach(books, id),
  'GET /v1/payment_intents PaymentIntents.List': ({ books, params, path }) =>
    page(params, path, books.things.list('payment_intent', params.filled('customer'))),
  'GET /v1/payment_intents/:id': ({ books, id }) => books.things.need('payment_intent', id),
  'POST /v1/payment_intents/:id/cancel': ({ books, id }) => cancelIntent(books, id),
  'GET /v1/charges Charges.List': ({ books, params, path }) => {
    const all = books.things.list('charge', params.filled('customer'))
    return page(params, path, filtered(params, ['payment_intent'], all))
  },
  'GET /v1/charges/:id': ({ books, id }) => books.things.need('charge', id),
  'POST /v1/refunds Refunds.Create': ({ books, params }) => addRefund(books, params),
  'GET /v1/refunds Refunds.List': ({ books, params, path }) =>
    page(params, path, filtered(params, ['charge', 'payment_intent'], books.things.list('refund'))),
  'GET /v1/refunds/:id': ({ books, id }) => books.things.need('refund', id),
  'POST /v1/checkout/sessions Checkout/Sessions.Create': ({ books, params }) =>
    addSession(books, params),
  'GET /v1/checkout/sessions Checkout/Sessions.List': ({ books, params, path }) => {
    const all = books.things.list('checkout.session', params.filled('customer'))
    return page(params, path, filtered(params, ['subscription', 'payment_intent', 'status'], all))
  },
  'GET /v1/checkout/sessions/:id': ({ books, id }) => books.things.need('checkout.session', id),
  'POST /v1/checkout/sessions/:id/expire': ({ books, id }) => expireSession(books, id),
  'GET /v1/checkout/sessions/:id/line_items': ({ books, id }) => {
    books.things.need('checkout.session', id)
    return sessionLines(books, id)
  },
}

function listPrices({ books, params, path }: Call): object {
  const keys = params.texts('lookup_keys')
  const kept = books.things
    .list('price')
    .filter(it => keys.length === 0 || keys.includes(it.lookup_key ?? ''))
  return page(params, path, filtered(params, ['active', 'product', 'type', 'currency'], kept))
}

function changePrice({ books, params, id }: Call): object {
  const before = books.things.need('price', id)
  const patch: Partial<Price> = {}
  const active = params.flag('active')
  if (active !== undefined) patch.active = active
  const key = params.text('lookup_key')
  if (key !== undefined && key !== before.lookup_key) {
    freeLookupKey(books, key || null, params.flag('transfer_lookup_key') ?? false)
    patch.lookup_key = key || null
  }
  if (params.has('nickname')) patch.nickname = params.filled('nickname') ?? null
  if (params.has('metadata')) patch.metadata = params.metadata(before.metadata)
  return books.change('price', { id }, patch)
}

/** `payment_method` attaches a card; `invoice_settings` makes one the default. */
function giveCard({ books, params }: Call, id: string): void {
  const said = params.filled('payment_method')
  if (said) attach(books, takePaymentMethod(books, said, 'payment_method').id, id)
  const settings = params.hash('invoice_settings')
  if (!settings.has('default_payment_method')) return
  const wanted = settings.filled('default_payment_method')
  if (!wanted) {
    setDefault(books, id, null)
    return
  }
  const label = settings.label('default_payment_method')
  const method = takePaymentMethod(books, wanted, label)
  if (method.customer !== id) attach(books, method.id, id)
  setDefault(books, id, method.id)
}

function deleteCustomer({ books, id }: Call): object {
  const before = customerOf(books, id)
  for (const it of books.things.list('subscription', id)) {
    if (it.status !== 'canceled' && it.status !== 'incomplete_expired') {
      endSubscription(books, it.id, 'cancellation_requested')
    }
  }
  books.events.say('customer.deleted', before)
  const gone: Shapes['customer'] = { id, object: 'customer', deleted: true }
  books.things.put('customer', gone)
  return gone
}
