import type { Books } from '../books.ts'
import { invalid } from '../errors.ts'
import { intentOf, paymentOf } from '../invoices/invoices.ts'
import { listOf } from '../shapes.ts'

const DEEPEST = 4
type Node = Record<string, unknown>

/** Replaces ids by what they name, along paths such as `data.latest_invoice.payments`. */
export function expand(books: Books, value: object, paths: string[]): object {
  if (paths.length === 0) return value
  const copy = structuredClone(value) as Node
  for (const path of paths) {
    const names = path.split('.')
    if (names.filter(name => name !== 'data').length > DEEPEST) {
      throw invalid(
        `You cannot expand more than 4 levels of a property. Property: ${path}`,
        'expand',
      )
    }
    walk(books, copy, { names, path })
  }
  return copy
}

type Way = { names: string[]; path: string }

function walk(books: Books, at: Node, { names, path }: Way): void {
  const [name, ...rest] = names
  if (name === undefined) return
  if (at[name] === undefined) include(books, at, { name, path })
  const value = at[name]
  if (typeof value === 'string') {
    const found = books.things.any(value)
    if (!found) throw cannot(path)
    at[name] = found
  }
  const next = at[name]
  if (next === null) return
  if (Array.isArray(next)) {
    next.forEach((it, index) => {
      if (typeof it === 'string') next[index] = books.things.any(it) ?? it
      if (rest.length > 0) walk(books, next[index], { names: rest, path })
    })
    return
  }
  if (rest.length > 0) walk(books, next as Node, { names: rest, path })
}

const cannot = (path: string) => invalid(`This property cannot be expanded (${path}).`, 'expand')

/** What Stripe leaves out of an object until it is asked for. */
function include(books: Books, at: Node, { name, path }: { name: string; path: string }): void {
  const id = String(at.id)
  const add = INCLUDABLE[`${at.object}.${name}`]
  if (!add) throw cannot(path)
  at[name] = add(books, id)
}

const INCLUDABLE: Record<string, (books: Books, id: string) => unknown> = {
  'checkout.session.line_items': (books, id) => sessionLines(books, id),
  'invoice.payments': (books, id) => {
    const payment = paymentOf(books, id)
    return listOf(`/v1/invoice_payments?invoice=${id}`, payment ? [payment] : [])
  },
  'invoice.confirmation_secret': (books, id) => {
    const intent = intentOf(books, id)
    const secret = intent ? books.things.need('payment_intent', intent).client_secret : null
    return secret ? { client_secret: secret, type: 'payment_intent' } : null
  },
  'customer.subscriptions': (books, id) => {
    const live = books.things.list('subscription', id).filter(it => it.status !== 'canceled')
    return listOf(`/v1/customers/${id}/subscriptions`, live)
  },
  'charge.refunds': (books, id) => {
    const all = books.things.list('refund').filter(it => it.charge === id)
    return listOf(`/v1/charges/${id}/refunds`, all)
  },
}

export function sessionLines(books: Books, id: string) {
  const lines = books.things.own('checkout.session', id).lines.map(line => {
    const price = books.things.need('price', line.price)
    const sum = (price.unit_amount ?? 0) * line.quantity
    const name = books.things.find('product', price.product)?.name ?? ''
    return {
      id: line.id,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: sum,
      amount_tax: 0,
      amount_total: sum,
      currency: price.currency,
      description: name,
      metadata: {},
      price,
      quantity: line.quantity,
    }
  })
  return listOf(`/v1/checkout/sessions/${id}/line_items`, lines)
}
