import type { Books } from './books.ts'
import { invalid } from './errors.ts'
import type { Price, Shapes } from './shapes.ts'
import type { Params } from './wire/form.ts'

interface Seed {
  product: string
  name: string
  description: string
  prices: { key: string; cents: number; interval?: 'month' | 'year' }[]
}

/** What is for sale from the first start on; ids are fixed, so that they can be configured. */
const SEEDS: Seed[] = [
  {
    product: 'prod_sandboxpro',
    name: 'Pro',
    description: '100 uploads a month on every platform',
    prices: [
      { key: 'pro_month', cents: 2_900, interval: 'month' },
      { key: 'pro_year', cents: 29_000, interval: 'year' },
    ],
  },
  {
    product: 'prod_sandboxenterprise',
    name: 'Enterprise',
    description: 'Unlimited uploads, API access and white label',
    prices: [
      { key: 'enterprise_month', cents: 9_900, interval: 'month' },
      { key: 'enterprise_year', cents: 99_000, interval: 'year' },
    ],
  },
  {
    product: 'prod_sandboxquotapack',
    name: 'Quota pack',
    description: 'More uploads for this month',
    prices: [{ key: 'quota_pack', cents: 900 }],
  },
]

/** The id of a seeded price: `price_sandbox_pro_month`. */
export const seededPrice = (key: string) => `price_sandbox_${key}`

export function seedCatalog(books: Books): void {
  for (const seed of SEEDS) {
    if (books.things.find('product', seed.product)) continue
    const { product: id, name, description } = seed
    books.add('product', product(books, { id, name, description, metadata: {} }))
    for (const { key, cents, interval } of seed.prices) {
      const base = { id: seededPrice(key), product: seed.product, lookupKey: key, metadata: {} }
      books.add('price', price(books, { ...base, cents, ...(interval && { interval }) }))
    }
  }
}

interface NewProduct {
  id: string
  name: string
  description: string | null
  metadata: Record<string, string>
}

export function product(books: Books, it: NewProduct): Shapes['product'] {
  const now = books.now(null)
  return {
    id: it.id,
    object: 'product',
    active: true,
    created: now,
    default_price: null,
    description: it.description,
    images: [],
    livemode: books.kit.settings().livemode,
    marketing_features: [],
    metadata: it.metadata,
    name: it.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: now,
    url: null,
  }
}

interface NewPrice {
  id: string
  product: string
  cents: number
  currency?: string
  interval?: string
  count?: number
  lookupKey?: string | null
  nickname?: string | null
  active?: boolean
  metadata: Record<string, string>
}

export function price(books: Books, it: NewPrice): Price {
  return {
    id: it.id,
    object: 'price',
    active: it.active ?? true,
    billing_scheme: 'per_unit',
    created: books.now(null),
    currency: it.currency ?? 'usd',
    custom_unit_amount: null,
    livemode: books.kit.settings().livemode,
    lookup_key: it.lookupKey ?? null,
    metadata: it.metadata,
    nickname: it.nickname ?? null,
    product: it.product,
    recurring: it.interval
      ? {
          interval: it.interval as 'month',
          interval_count: it.count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: it.interval ? 'recurring' : 'one_time',
    unit_amount: it.cents,
    // The SDK reads the wire's text into a Decimal; on the wire it is text.
    unit_amount_decimal: String(it.cents) as never,
  }
}

/** Reads a price's parameters, or those of `price_data` inside another request. */
export function addPrice(books: Books, params: Params, isInline = false): Price {
  const recurring = params.hash('recurring')
  const cents = params.int('unit_amount')
  if (cents === undefined || cents < 0) {
    throw invalid('Missing required param: unit_amount.', params.label('unit_amount'))
  }
  const lookupKey = params.filled('lookup_key') ?? null
  freeLookupKey(books, lookupKey, params.flag('transfer_lookup_key') ?? false)
  const made = price(books, {
    id: books.id('price_1'),
    product: params.filled('product') ?? inlineProduct(books, params.hash('product_data')),
    cents,
    currency: params.need('currency').toLowerCase(),
    ...(params.has('recurring') && { interval: recurring.need('interval') }),
    count: recurring.int('interval_count') ?? 1,
    lookupKey,
    nickname: params.filled('nickname') ?? null,
    active: !isInline && (params.flag('active') ?? true),
    metadata: params.metadata(),
  })
  books.things.need('product', made.product, 'product')
  books.add('price', made, { says: 'price.created' })
  return made
}

function inlineProduct(books: Books, params: Params): string {
  const made = product(books, {
    id: books.id('prod_', 14),
    name: params.need('name'),
    description: params.filled('description') ?? null,
    metadata: params.metadata(),
  })
  books.add('product', made, { says: 'product.created' })
  return made.id
}

/** A lookup key belongs to one price at a time. */
export function freeLookupKey(books: Books, key: string | null, mayTransfer: boolean): void {
  const holder = key ? books.things.list('price').find(it => it.lookup_key === key) : undefined
  if (!holder) return
  if (!mayTransfer) {
    const says = `A price (\`${holder.id}\`) already uses that lookup key.`
    throw invalid(says, 'lookup_key', 'resource_already_exists')
  }
  books.change('price', { id: holder.id }, { lookup_key: null })
}
