import type { Books } from './books.ts'
import { periodEnd } from './dues.ts'
import type { Subscription } from './shapes.ts'

/** What is so about a customer, read from the books: the oracle of every convergence test. */
export function truthOf(books: Books, id: string): object {
  const customer = books.things.need('customer', id)
  const subscriptions = books.things.list('subscription', id)
  const invoices = books.things.list('invoice', id)
  return {
    customer: id,
    deleted: customer.deleted === true,
    delinquent: customer.deleted ? null : (customer.delinquent ?? false),
    balance: customer.deleted ? null : customer.balance,
    now: books.nowFor(id),
    subscriptions: subscriptions.map(it => subscriptionTruth(books, it)),
    live: subscriptions.filter(it => !/canceled|incomplete/.test(it.status)).map(it => it.id),
    invoices: invoices.map(it => ({
      id: it.id,
      status: it.status,
      reason: it.billing_reason,
      total: it.total,
      amountPaid: it.amount_paid,
      attempts: it.attempt_count,
      nextAttempt: it.next_payment_attempt,
    })),
    bought: bought(books, id),
  }
}

function subscriptionTruth(books: Books, it: Subscription): object {
  const [item] = it.items.data
  const schedule = it.schedule ? books.things.find('subscription_schedule', it.schedule) : undefined
  const next = schedule?.phases.find(phase => phase.start_date > books.nowFor(it.customer))
  const nextPrice = next ? books.things.find('price', String(next.items[0]?.price)) : undefined
  return {
    id: it.id,
    status: it.status,
    price: item?.price.id ?? null,
    lookupKey: item?.price.lookup_key ?? null,
    quantity: item?.quantity ?? null,
    currentPeriodStart: item?.current_period_start ?? null,
    currentPeriodEnd: periodEnd(it),
    cancelAt: it.cancel_at,
    cancelAtPeriodEnd: it.cancel_at_period_end,
    canceledAt: it.canceled_at,
    endedAt: it.ended_at,
    trialEnd: it.trial_end,
    next: next ? { lookupKey: nextPrice?.lookup_key ?? null, at: next.start_date } : null,
    latestInvoice: it.latest_invoice,
    metadata: it.metadata,
  }
}

function bought(books: Books, customer: string): object[] {
  const done = books.things
    .list('checkout.session', customer)
    .filter(it => it.mode === 'payment' && it.status === 'complete')
  return done.map(it => {
    const { lines } = books.things.own('checkout.session', it.id)
    const intent = it.payment_intent ? books.things.find('payment_intent', it.payment_intent) : null
    const charge = intent?.latest_charge
      ? books.things.find('charge', intent.latest_charge)
      : undefined
    return {
      session: it.id,
      paymentStatus: it.payment_status,
      paymentIntent: it.payment_intent,
      amountTotal: it.amount_total,
      amountRefunded: charge?.amount_refunded ?? 0,
      lines: lines.map(line => ({
        lookupKey: books.things.find('price', line.price)?.lookup_key ?? null,
        price: line.price,
        quantity: line.quantity,
      })),
    }
  })
}
