import { DAY_SECONDS } from '../../../durations.ts'
import type { Books } from '../books.ts'
import { addPrice } from '../catalog.ts'
import { customerOf } from '../customers.ts'
import { invalid } from '../errors.ts'
import type { Own, Price, Session } from '../shapes.ts'
import type { Params } from '../wire/form.ts'

type LineItem = { price: Price; quantity: number }

/** Opens a session: a page where somebody pays. */
export function addSession(books: Books, params: Params): Session {
  const mode = params.oneOf('mode', ['payment', 'subscription', 'setup'] as const)
  if (!mode) throw invalid('Missing required param: mode.', 'mode', 'parameter_missing')
  const uiMode = params.oneOf('ui_mode', ['hosted_page'] as const) ?? 'hosted_page'
  const success = address(params, 'success_url', true)
  const lines = readLines(books, params)
  fitMode(mode, lines)
  const customer = params.filled('customer')
  const email = params.filled('customer_email')
  if (customer && email) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.')
  }
  const known = customer ? customerOf(books, customer, 'customer') : undefined
  const now = books.nowFor(customer)
  const expires = params.int('expires_at') ?? now + DAY_SECONDS
  if (expires < now + 1800 || expires > now + DAY_SECONDS) {
    const says =
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from creation.'
    throw invalid(says, 'expires_at')
  }
  const id = books.id('cs_test_a1', 50)
  const amount = lines.reduce((sum, it) => sum + (it.price.unit_amount ?? 0) * it.quantity, 0)
  const own = ownOf(params, books, lines)
  const isFree =
    mode === 'subscription' && (own.subscription.trialDays || own.subscription.trialEnd)
  const made: Session = {
    ...DEFAULTS,
    id,
    allow_promotion_codes: params.flag('allow_promotion_codes') ?? null,
    amount_subtotal: isFree ? 0 : amount,
    amount_total: isFree ? 0 : amount,
    cancel_url: address(params, 'cancel_url') ?? null,
    client_reference_id: params.filled('client_reference_id') ?? null,
    created: now,
    currency: lines[0]?.price.currency ?? 'usd',
    customer: customer ?? null,
    customer_creation: creation(params, mode, customer),
    customer_details: known || email ? person(known?.email ?? email ?? null, known?.name) : null,
    customer_email: email ?? null,
    expires_at: expires,
    livemode: books.kit.settings().livemode,
    metadata: params.metadata(),
    mode,
    payment_method_collection:
      mode === 'subscription'
        ? (params.oneOf('payment_method_collection', ['always', 'if_required'] as const) ??
          'always')
        : 'if_required',
    success_url: success ?? null,
    ui_mode: uiMode,
    url: `${books.kit.origin}/c/pay/${id}`,
  }
  books.add('checkout.session', made, { own })
  return made
}

function ownOf(params: Params, books: Books, lines: LineItem[]): Own<'checkout.session'> {
  const sub = params.hash('subscription_data')
  const pay = params.hash('payment_intent_data')
  const trialDays = sub.int('trial_period_days')
  if (trialDays !== undefined && (trialDays < 1 || trialDays > 730)) {
    throw invalid('The minimum number of trial period days is 1.', sub.label('trial_period_days'))
  }
  const trialEnd = sub.int('trial_end')
  const behaviors = ['cancel', 'create_invoice', 'pause'] as const
  const end = sub.hash('trial_settings').hash('end_behavior')
  const description = sub.filled('description')
  const about = pay.filled('description')
  return {
    lines: lines.map(it => ({
      id: books.id('li_1'),
      price: it.price.id,
      quantity: it.quantity,
    })),
    subscription: {
      metadata: sub.metadata(),
      missing: end.oneOf('missing_payment_method', behaviors) ?? 'create_invoice',
      ...(trialDays && { trialDays }),
      ...(trialEnd && { trialEnd }),
      ...(description && { description }),
    },
    payment: {
      metadata: pay.metadata(),
      invoice: params.hash('invoice_creation').flag('enabled') ?? false,
      ...(about && { description: about }),
    },
  }
}

function readLines(books: Books, params: Params): LineItem[] {
  return params.rows('line_items').map(row => {
    const quantity = row.int('quantity') ?? 1
    if (quantity < 1)
      throw invalid('This value must be greater than or equal to 1.', row.label('quantity'))
    if (row.has('price_data')) {
      return { price: addPrice(books, row.hash('price_data'), true), quantity }
    }
    const price = books.things.need('price', row.need('price'), row.label('price'))
    if (!price.active) {
      const says = `The price specified is inactive. This field only accepts active prices.`
      throw invalid(says, row.label('price'))
    }
    return { price, quantity }
  })
}

function fitMode(mode: string, lines: LineItem[]): void {
  if (mode === 'setup') return
  if (lines.length === 0) {
    const says = 'You must specify `line_items` in `payment` and `subscription` mode.'
    throw invalid(says, 'line_items', 'parameter_missing')
  }
  const isRecurring = lines.some(it => it.price.type === 'recurring')
  if (mode === 'payment' && isRecurring) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to ' +
        '`subscription` mode or use only one-time prices.',
    )
  }
  if (mode === 'subscription' && !isRecurring) {
    throw invalid(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
    )
  }
}

function address(params: Params, name: string, isNeeded = false): string | undefined {
  const said = isNeeded ? params.need(name) : params.filled(name)
  if (said === undefined) return undefined
  const plain = said.replaceAll('{CHECKOUT_SESSION_ID}', 'id')
  if (!URL.canParse(plain) || !/^https?:/.test(plain)) {
    throw invalid('Not a valid URL', name, 'url_invalid')
  }
  return said
}

function creation(params: Params, mode: string, customer?: string) {
  if (customer || mode !== 'payment') return null
  return params.oneOf('customer_creation', ['always', 'if_required'] as const) ?? 'if_required'
}

export function person(email: string | null, name: string | null = null) {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none' as const,
    tax_ids: [],
  }
}

export function expireSession(books: Books, id: string): Session {
  const it = books.things.need('checkout.session', id)
  if (it.status !== 'open') {
    throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.')
  }
  const says = 'checkout.session.expired'
  return books.change('checkout.session', { id, says }, { status: 'expired', url: null })
}

const DEFAULTS = {
  object: 'checkout.session' as const,
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  locale: null,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' as const } },
  payment_method_types: ['card'],
  payment_status: 'unpaid' as const,
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open' as const,
  submit_type: null,
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  wallet_options: null,
}
