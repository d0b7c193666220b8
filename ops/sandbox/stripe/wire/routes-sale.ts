import { addPrice, product } from '../catalog.ts'
import { addCustomer, customerOf, details } from '../customers.ts'
import { addSession, expireSession } from '../hosted-pages/checkout.ts'
import { attach, setDefault, takePaymentMethod } from '../payments/payment-methods.ts'
import { addRefund } from '../payments/refunds.ts'
import type { Customer, Shapes } from '../shapes.ts'
import { endSubscription } from '../subscriptions/subscription-life.ts'
import { filtered, inWorld, page } from './lists.ts'
import type { Call, Handler } from './wire.ts'

/** What is sold, to whom, and how it is paid, by `METHOD path name-of-the-parameters`. */
export const SALE_ROUTES: Record<string, Handler> = {
  'POST /v1/products Products.Create': call => {
    const { books, params } = call
    const id = params.filled('id') ?? books.id('prod_', 14)
    const description = params.filled('description') ?? null
    const name = params.need('name')
    const made = product(books, { id, name, description, metadata: params.metadata() })
    books.add('product', made, { says: 'product.created' })
    return made
  },
  'GET /v1/prices Prices.List': listPrices,
  'POST /v1/prices Prices.Create': ({ books, params }) => addPrice(books, params),
  'GET /v1/prices/:id': ({ books, id }) => books.things.need('price', id),
  'GET /v1/customers Customers.List': ({ books, params, path }) => {
    const all = books.things.list('customer').filter(it => it.deleted !== true)
    return page(
      params,
      path,
      filtered(params, ['email'], inWorld(books, params, all as Customer[])),
    )
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
  'POST /v1/payment_methods/:id/attach PaymentMethods.Attach': ({ books, params, id }) =>
    attach(books, takePaymentMethod(books, id, 'id').id, params.need('customer')),
  'POST /v1/refunds Refunds.Create': ({ books, params }) => addRefund(books, params),
  'POST /v1/checkout/sessions Checkout/Sessions.Create': ({ books, params }) =>
    addSession(books, params),
  'GET /v1/checkout/sessions Checkout/Sessions.List': ({ books, params, path }) => {
    const all = books.things.list('checkout.session', params.filled('customer'))
    return page(params, path, filtered(params, ['subscription', 'payment_intent', 'status'], all))
  },
  'GET /v1/checkout/sessions/:id': ({ books, id }) => books.things.need('checkout.session', id),
  'POST /v1/checkout/sessions/:id/expire': ({ books, id }) => expireSession(books, id),
}

function listPrices({ books, params, path }: Call): object {
  const keys = params.texts('lookup_keys')
  const kept = books.things
    .list('price')
    .filter(it => keys.length === 0 || keys.includes(it.lookup_key ?? ''))
  return page(params, path, filtered(params, ['active', 'product', 'type', 'currency'], kept))
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
