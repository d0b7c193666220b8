import type { Books } from './books.ts'
import { invalid, missing } from './errors.ts'
import type { Customer } from './shapes.ts'
import type { Params } from './wire/form.ts'

const EMAIL = /^[^\s@]+@[^\s@]+$/
const MOST_ON_CLOCK = 3

/** A customer who is still there. */
export function customerOf(books: Books, id: string, param?: string): Customer {
  const found = books.things.need('customer', id, param)
  if (found.deleted) throw missing('customer', id, param)
  return found
}

export function addCustomer(books: Books, params: Params, email?: string | null): Customer {
  const clock = params.filled('test_clock') ?? (books.kit.settings().testClock || null)
  if (params.filled('test_clock')) mayJoin(books, params.need('test_clock'))
  const made: Customer = {
    id: books.id('cus_', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: books.now(clock),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: email ?? null,
    invoice_prefix: books.id('', 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: books.kit.settings().livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: clock,
  }
  books.add('customer', { ...made, ...details(params, made) }, { says: 'customer.created' })
  return customerOf(books, made.id)
}

function mayJoin(books: Books, clock: string): void {
  books.things.need('test_helpers.test_clock', clock, 'test_clock')
  const there = books.things.list('customer').filter(it => !it.deleted && it.test_clock === clock)
  if (there.length >= MOST_ON_CLOCK) {
    throw invalid('You can only have up to 3 customers per test clock.', 'test_clock')
  }
}

/** What create and update may both say. */
export function details(params: Params, before: Customer): Partial<Customer> {
  const email = params.text('email')
  if (email && !EMAIL.test(email)) {
    throw invalid(`Invalid email address: ${email}`, 'email', 'email_invalid')
  }
  const patch: Partial<Customer> = {}
  for (const name of ['email', 'name', 'description', 'phone'] as const) {
    const said = params.text(name)
    if (said !== undefined) patch[name] = said || null
  }
  if (params.has('metadata')) patch.metadata = params.metadata(before.metadata)
  const balance = params.int('balance')
  if (balance !== undefined) patch.balance = balance
  if (params.has('address')) {
    const said = params.hash('address')
    const part = (name: string) => said.filled(name) ?? null
    patch.address = {
      city: part('city'),
      country: part('country'),
      line1: part('line1'),
      line2: part('line2'),
      postal_code: part('postal_code'),
      state: part('state'),
    }
  }
  return patch
}
