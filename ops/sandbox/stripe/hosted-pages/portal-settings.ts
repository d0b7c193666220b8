import type { Books } from '../books.ts'
import { invalid } from '../errors.ts'
import type { Shapes } from '../shapes.ts'
import type { Params } from '../wire/form.ts'

type Setting = Shapes['billing_portal.configuration']
type Features = Setting['features']

/** The settings a new page gets, or Stripe's refusal where nobody ever saved any. */
export function portalSetting(books: Books, id: string | undefined): Setting {
  if (id !== undefined)
    return books.things.need('billing_portal.configuration', id, 'configuration')
  const byHand = books.things.list('billing_portal.configuration').find(it => it.is_default)
  if (byHand) return byHand
  const { livemode, isPortalSaved } = books.kit.settings()
  if (isPortalSaved) return savedByHand(books)
  const [mode, test] = livemode ? ['live', ''] : ['test', 'test/']
  throw invalid(
    `No configuration provided and your ${mode} mode default configuration has not been created. ` +
      'Provide a configuration or create your default by saving your customer portal settings in ' +
      `${mode} mode at https://dashboard.stripe.com/${test}settings/billing/portal.`,
  )
}

/** Settings by API; they are nobody's default, so each page has to name them. */
export function addPortalSetting(books: Books, params: Params): Setting {
  if (!params.has('features')) {
    throw invalid('Missing required param: features.', 'features', 'parameter_missing')
  }
  const made = blank(books, { features: featuresOf(books, params.hash('features')) })
  const metadata = params.metadata()
  books.add(
    'billing_portal.configuration',
    { ...made, metadata },
    { says: 'billing_portal.configuration.created' },
  )
  return { ...made, metadata }
}

export function changePortalSetting(books: Books, id: string, params: Params): Setting {
  const before = books.things.need('billing_portal.configuration', id)
  const changed = {
    metadata: params.metadata(before.metadata ?? {}),
    ...(params.has('features') && { features: featuresOf(books, params.hash('features')) }),
    ...(params.flag('active') !== undefined && { active: params.flag('active') ?? true }),
  }
  books.change('billing_portal.configuration', { id }, changed)
  return { ...before, ...changed }
}

function savedByHand(books: Books): Setting {
  const all = { enabled: true }
  const on = featuresOf(books, null)
  const features = {
    ...on,
    customer_update: { ...on.customer_update, ...all },
    ...{ invoice_history: all, subscription_cancel: { ...on.subscription_cancel, ...all } },
    payment_method_update: { ...on.payment_method_update, ...all },
    subscription_update: { ...on.subscription_update, ...all, products: null },
  }
  const made = blank(books, { features, is_default: true })
  books.add('billing_portal.configuration', made)
  return made
}

const blank = (books: Books, own: Pick<Setting, 'features'> & Partial<Setting>): Setting => ({
  id: books.id('bpc_1'),
  object: 'billing_portal.configuration',
  ...{ active: true, application: null, created: books.now(null), updated: books.now(null) },
  business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  ...{ default_return_url: null, is_default: false, livemode: books.kit.settings().livemode },
  login_page: { enabled: false, url: null },
  ...{ metadata: {}, name: null },
  ...own,
})

/** Every feature, as said or as it is when nothing is said: off. */
function featuresOf(books: Books, params: Params | null): Features {
  const isOn = (name: string) => params?.hash(name).flag('enabled') ?? false
  const cancel = params?.hash('subscription_cancel')
  const update = params?.hash('subscription_update')
  return {
    customer_update: {
      allowed_updates: params?.hash('customer_update').texts('allowed_updates') ?? [],
      enabled: isOn('customer_update'),
    },
    invoice_history: { enabled: isOn('invoice_history') },
    payment_method_update: {
      ...{ enabled: isOn('payment_method_update'), payment_method_configuration: null },
    },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: isOn('subscription_cancel'),
      mode: cancel?.oneOf('mode', ['at_period_end', 'immediately']) ?? 'at_period_end',
      proration_behavior: 'none',
    },
    subscription_pause: {
      duration: { interval_options: [], type: 'indefinite' },
      enabled: false,
    },
    subscription_update: updateOf(books, update, isOn('subscription_update')),
  }
}

function updateOf(books: Books, params: Params | undefined, enabled: boolean) {
  const products = (params?.rows('products') ?? []).map(row => {
    const product = books.things.need('product', row.need('product'), row.label('product')).id
    const prices = row.texts('prices').map(id => {
      const price = books.things.need('price', id, row.label('prices'))
      if (price.product === product) return price.id
      throw invalid(`The price ${id} is not of the product ${product}.`, row.label('prices'))
    })
    const adjustable_quantity = { enabled: false, maximum: null, minimum: 1 }
    return { adjustable_quantity, prices, product }
  })
  if (enabled && products.length === 0) {
    const label = 'features[subscription_update][products]'
    throw invalid(`Missing required param: ${label}.`, label, 'parameter_missing')
  }
  const conditions = params?.hash('schedule_at_period_end').rows('conditions') ?? []
  return {
    billing_cycle_anchor: null,
    default_allowed_updates: params?.texts('default_allowed_updates') ?? [],
    ...{ enabled, products },
    proration_behavior: params?.filled('proration_behavior') ?? 'none',
    schedule_at_period_end: {
      conditions: conditions.map(row => ({ type: row.need('type') })),
    },
    trial_update_behavior: 'end_trial' as const,
  }
}
