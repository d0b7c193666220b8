import type { Books } from '../books.ts'
import { addIntervals, periodEnd, periodStart } from '../dues.ts'
import { invalid } from '../errors.ts'
import { applyPrice } from '../invoices/proration.ts'
import type { Schedule, Subscription } from '../shapes.ts'
import type { Params } from '../wire/form.ts'
import { everyOf } from './subscription-build.ts'
import { beginSubscription, endSubscription } from './subscription-life.ts'

type Phase = Schedule['phases'][number]

/** A schedule over a running subscription, with its present period as the only phase. */
export function scheduleFrom(books: Books, subscriptionId: string): Schedule {
  const it = books.things.need('subscription', subscriptionId, 'from_subscription')
  if (it.schedule) {
    const says = `You cannot migrate a subscription that is already attached to ${it.schedule}.`
    throw invalid(says, 'from_subscription')
  }
  const items = it.items.data.map(({ price, quantity }) => phaseItem(price.id, quantity ?? 1))
  const { currency, customer } = it
  const start = it.status === 'trialing' ? (it.trial_start ?? it.start_date) : periodStart(it)
  const only = phase({ items, currency, start, end: periodEnd(it) })
  const made = schedule(books, { customer, phases: [only], subscription: it.id })
  books.add('subscription_schedule', made, { says: 'subscription_schedule.created' })
  books.change('subscription', { id: it.id }, { schedule: made.id })
  return made
}

const readEnd = (params: Params) => params.oneOf('end_behavior', ['release', 'cancel'] as const)

export function changeSchedule(books: Books, id: string, params: Params): Schedule {
  const it = books.things.need('subscription_schedule', id)
  mustBeOpen(it, 'update')
  const patch: Partial<Schedule> = {}
  const end = readEnd(params)
  if (end) patch.end_behavior = end
  if (params.has('metadata')) patch.metadata = params.metadata(it.metadata ?? {})
  if (params.has('phases')) {
    const start = it.phases[0]?.start_date ?? books.nowFor(it.customer)
    patch.phases = readPhases(books, params, start)
    const now = books.nowFor(it.customer)
    const current = patch.phases.find(
      ({ start_date, end_date }) => start_date <= now && now < end_date,
    )
    if (it.status === 'active' && !current) {
      throw invalid('You must pass in the current phase when updating phases.', 'phases')
    }
    if (current) patch.current_phase = span(current)
  }
  return books.change('subscription_schedule', { id }, patch)
}

function readPhases(books: Books, params: Params, firstStart: number): Phase[] {
  let start = firstStart
  return params.rows('phases').map(row => {
    const items = row.rows('items').map(item => {
      const price = books.things.need('price', item.need('price'), item.label('price'))
      return phaseItem(price.id, item.int('quantity') ?? 1)
    })
    const [first] = items
    if (!first) throw invalid(`Missing required param: ${row.label('items')}.`, row.label('items'))
    const price = books.things.need('price', String(first.price))
    start = row.int('start_date') ?? start
    const end = row.int('end_date') ?? endOf(row, start, everyOf(price))
    if (end <= start) throw invalid('The phase must end after it starts.', row.label('end_date'))
    const behaviors = ['always_invoice', 'create_prorations', 'none'] as const
    const proration = row.oneOf('proration_behavior', behaviors) ?? 'create_prorations'
    const made = phase({ items, currency: price.currency, start, end, proration })
    made.metadata = row.metadata()
    start = end
    return made
  })
}

function endOf(row: Params, start: number, every: ReturnType<typeof everyOf>): number {
  if (row.has('iterations')) {
    const says = 'Received unknown parameter: phases[iterations]. Did you mean duration?'
    throw invalid(says, row.label('iterations'), 'parameter_unknown')
  }
  if (!row.has('duration')) return addIntervals(start, 1, every)
  const duration = row.hash('duration')
  const count = duration.int('interval_count') ?? 1
  return addIntervals(start, 1, { interval: duration.need('interval'), count })
}

/** Lets the subscription go on by itself, as it is now. */
export function releaseSchedule(books: Books, id: string): Schedule {
  const it = books.things.need('subscription_schedule', id)
  mustBeOpen(it, 'release')
  const { subscription } = it
  if (subscription) books.change('subscription', { id: subscription }, { schedule: null })
  return books.change(
    'subscription_schedule',
    { id, says: 'subscription_schedule.released' },
    {
      status: 'released',
      released_at: books.nowFor(it.customer),
      released_subscription: subscription,
      subscription: null,
      current_phase: null,
    },
  )
}

function mustBeOpen(it: Schedule, verb: string): void {
  if (it.status === 'active' || it.status === 'not_started') return
  const says =
    `You cannot ${verb} a subscription schedule that is currently in the \`${it.status}\` ` +
    'status. A subscription schedule must be in `not_started` or `active` status.'
  throw invalid(says)
}

/** At a phase's end: the next phase, or whatever the schedule does when it is over. */
export function scheduleDue(books: Books, id: string, at: number): void {
  const it = books.things.need('subscription_schedule', id)
  const next = it.phases.find(({ start_date, end_date }) => start_date <= at && at < end_date)
  if (!next) {
    finish(books, it)
    return
  }
  if (it.subscription === null) {
    startPlanned(books, it, next)
    return
  }
  books.change('subscription_schedule', { id }, { current_phase: span(next) })
  const subscription = books.things.need('subscription', it.subscription)
  enter(books, subscription, next)
}

function startPlanned(books: Books, it: Schedule, first: Phase): void {
  const items = first.items.map(item => ({
    price: books.things.need('price', String(item.price)),
    quantity: item.quantity ?? 1,
  }))
  const method = null
  const wanted = { customer: it.customer, items, trialEnd: null, description: null, method }
  const begun = beginSubscription(
    books,
    { ...wanted, metadata: first.metadata ?? {}, missing: 'create_invoice' },
    { behavior: 'allow_incomplete' },
  )
  books.change('subscription', { id: begun.id }, { schedule: it.id })
  const patch = { status: 'active' as const, subscription: begun.id, current_phase: span(first) }
  books.change('subscription_schedule', { id: it.id }, patch)
}

// At a period's end there is no time left to prorate; the renewal bills the new price.
function enter(books: Books, subscription: Subscription, next: Phase): void {
  const [item] = subscription.items.data
  const [wanted] = next.items
  if (!item || !wanted) return
  const price = books.things.need('price', String(wanted.price))
  const quantity = wanted.quantity ?? 1
  if (price.id === item.price.id && quantity === item.quantity) return
  const end = periodEnd(subscription)
  const isAtBoundary = books.nowFor(subscription.customer) >= end
  const changed = applyPrice(books, subscription, { item: item.id, price, quantity })
  if (!isAtBoundary || changed.billing_cycle_anchor === subscription.billing_cycle_anchor) return
  // The renewal that follows at this very second starts the new interval itself.
  const data = changed.items.data.map(it => ({
    ...it,
    current_period_start: item.current_period_start,
    current_period_end: end,
  }))
  const items = { ...changed.items, data }
  books.change('subscription', { id: subscription.id, says: null }, { items })
}

function finish(books: Books, it: Schedule): void {
  if (it.end_behavior === 'release') {
    releaseSchedule(books, it.id)
    return
  }
  const now = books.nowFor(it.customer)
  const { subscription } = it
  const says = 'subscription_schedule.completed'
  const patch = { status: 'completed' as const, completed_at: now, current_phase: null }
  books.change('subscription_schedule', { id: it.id, says }, patch)
  if (subscription) endSubscription(books, subscription, 'cancellation_requested')
}

const span = ({ start_date, end_date }: Phase) => ({ start_date, end_date })

function phaseItem(price: string, quantity: number): Phase['items'][number] {
  const rest = { billing_thresholds: null, discounts: [], metadata: {}, tax_rates: [] }
  return { ...rest, plan: price, price, quantity }
}

interface NewPhase {
  items: Phase['items']
  currency: string
  start: number
  end: number
  proration?: Phase['proration_behavior']
}

function phase(it: NewPhase): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: it.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: it.end,
    invoice_settings: null,
    items: it.items,
    metadata: {},
    on_behalf_of: null,
    proration_behavior: it.proration ?? 'create_prorations',
    start_date: it.start,
    transfer_data: null,
    trial_end: null,
  }
}

type NewSchedule = Pick<Schedule, 'customer' | 'phases' | 'subscription'>

function schedule(books: Books, it: NewSchedule): Schedule {
  const isRunning = it.subscription !== null
  return {
    id: books.id('sub_sched_1'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
    canceled_at: null,
    completed_at: null,
    created: books.nowFor(it.customer),
    current_phase: isRunning && it.phases[0] ? span(it.phases[0]) : null,
    customer: it.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: books.kit.settings().livemode,
    metadata: {},
    pause_schedules: [],
    phases: it.phases,
    released_at: null,
    released_subscription: null,
    status: isRunning ? 'active' : 'not_started',
    subscription: it.subscription,
    test_clock: books.things.clockOf(it.customer),
  }
}
