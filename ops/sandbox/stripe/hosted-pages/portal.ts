import type { Books } from '../books.ts'
import { customerOf } from '../customers.ts'
import { periodEnd } from '../dues.ts'
import { invalid } from '../errors.ts'
import type { Price, Shapes, Subscription } from '../shapes.ts'
import { changeSchedule, releaseSchedule, scheduleFrom } from '../subscriptions/schedules.ts'
import { changePrice, planEnd } from '../subscriptions/subscription-change.ts'
import type { Params } from '../wire/form.ts'
import { readForm } from '../wire/form.ts'
import { portalSetting } from './portal-settings.ts'

/** Opens the page where a customer looks after their own subscription. */
export function addPortal(books: Books, params: Params): Shapes['billing_portal.session'] {
  const customer = customerOf(books, params.need('customer'), 'customer').id
  const back = params.filled('return_url') ?? null
  if (back && !URL.canParse(back)) throw invalid('Not a valid URL', 'return_url', 'url_invalid')
  const configuration = portalSetting(books, params.filled('configuration')).id
  const flow = params.hash('flow_data')
  const types = [
    ...['payment_method_update', 'subscription_cancel', 'subscription_update'],
    'subscription_update_confirm',
  ]
  const type = flow.oneOf('type', types)
  const secret = books.id('', 40)
  const id = books.id('bps_1')
  const made: Shapes['billing_portal.session'] = {
    id,
    object: 'billing_portal.session',
    configuration,
    created: books.nowFor(customer),
    customer,
    customer_account: null,
    flow: type ? flowOf(books, flow, type) : null,
    livemode: books.kit.settings().livemode,
    locale: null,
    on_behalf_of: null,
    return_url: back,
    url: `${books.kit.origin}/p/session/${secret}`,
  }
  const after = flow.hash('after_completion')
  const next = after.hash('redirect').filled('return_url') ?? back
  books.add('billing_portal.session', made, { own: { secret, return: next } })
  return made
}

function flowOf(
  books: Books,
  flow: Params,
  type: string,
): Shapes['billing_portal.session']['flow'] {
  const said = flow.hash(type)
  const subscription = type.startsWith('subscription') ? said.need('subscription') : null
  if (subscription) books.things.need('subscription', subscription, said.label('subscription'))
  const items = said.rows('items').map(row => ({
    id: row.filled('id') ?? null,
    price: row.filled('price') ?? null,
    ...(row.int('quantity') !== undefined && { quantity: row.int('quantity') }),
  }))
  const about = (wanted: string) =>
    type === wanted && subscription ? { subscription, retention: null } : null
  return {
    after_completion: { hosted_confirmation: null, redirect: null, type: 'portal_homepage' },
    subscription_cancel: about('subscription_cancel'),
    subscription_update: about('subscription_update'),
    subscription_update_confirm:
      type === 'subscription_update_confirm' && subscription
        ? { discounts: null, items, subscription }
        : null,
    type,
  } as Shapes['billing_portal.session']['flow']
}

export function portalBySecret(books: Books, secret: string) {
  const all = books.things.list('billing_portal.session')
  return all.find(it => books.things.own('billing_portal.session', it.id).secret === secret)
}

/** Another plan by the customer's own hand: dearer now, cheaper when the period ends. */
export function choosePlan(books: Books, it: Subscription, wanted: Price): void {
  const [item] = it.items.data
  if (!item || item.price.id === wanted.id) return
  // Items embed what `buildItem` put there.
  const isCheaper = monthly(wanted) < monthly(item.price as unknown as Price)
  if (it.schedule) releaseSchedule(books, it.schedule)
  const free = books.things.need('subscription', it.id)
  if (!isCheaper || it.status === 'trialing') {
    changePrice(books, free, {
      item: item.id,
      price: wanted,
      proration: 'always_invoice',
      behavior: 'error_if_incomplete',
      isPresent: true,
    })
    return
  }
  const made = scheduleFrom(books, it.id)
  const [now] = made.phases
  const query = new URLSearchParams({
    'phases[0][items][0][price]': item.price.id,
    'phases[0][start_date]': String(now?.start_date),
    'phases[0][end_date]': String(now?.end_date),
    'phases[1][items][0][price]': wanted.id,
    'phases[1][duration][interval]': wanted.recurring?.interval ?? 'month',
    end_behavior: 'release',
  })
  changeSchedule(books, made.id, readForm(query.toString()))
}

function monthly(price: Price): number {
  return (price.unit_amount ?? 0) / (price.recurring?.interval === 'year' ? 12 : 1)
}

export function portalCancel(books: Books, it: Subscription): void {
  if (it.schedule) releaseSchedule(books, it.schedule)
  const free = books.things.need('subscription', it.id)
  const isFlag = books.kit.settings().billingMode === 'classic'
  planEnd(books, free, { at: periodEnd(free), isFlag })
}

export function portalResume(books: Books, it: Subscription): void {
  if (it.schedule) releaseSchedule(books, it.schedule)
  const free = books.things.need('subscription', it.id)
  if (free.cancel_at !== null) planEnd(books, free, { at: null, isFlag: false })
}
