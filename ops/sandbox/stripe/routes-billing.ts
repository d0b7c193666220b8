import { customerOf } from './customers.ts'
import { invalid, StripeError } from './errors.ts'
import { billedSubscription, draftInvoice } from './invoice-draft.ts'
import { addInvoiceItem, toLine } from './invoice-items.ts'
import { finalize, giveUp, intentOf } from './invoices.ts'
import { filtered, inWorld, page, search } from './lists.ts'
import { takePaymentMethod } from './payment-methods.ts'
import { addPortal } from './portal.ts'
import { addPortalSetting, changePortalSetting } from './portal-settings.ts'
import {
  addSchedule,
  cancelSchedule,
  changeSchedule,
  releaseSchedule,
  scheduleFrom,
} from './schedules.ts'
import { payAndReflect } from './subscription-life.ts'
import {
  cancelNow,
  createSubscription,
  previewInvoice,
  resumeSubscription,
  updateSubscription,
} from './subscriptions.ts'
import type { Call, Handler } from './wire.ts'

/** Subscriptions and what bills them. */
export const BILLING_ROUTES: Record<string, Handler> = {
  'GET /v1/subscriptions Subscriptions.List': listSubscriptions,
  'GET /v1/subscriptions/search Subscriptions.Search': ({ books, params, path }) =>
    search(params, path, books.things.list('subscription')),
  'POST /v1/subscriptions Subscriptions.Create': createSubscription,
  'GET /v1/subscriptions/:id': ({ books, id }) => books.things.need('subscription', id),
  'POST /v1/subscriptions/:id Subscriptions.Update': updateSubscription,
  'DELETE /v1/subscriptions/:id Subscriptions.Cancel': cancelNow,
  'POST /v1/subscriptions/:id/resume Subscriptions.Resume': resumeSubscription,
  'GET /v1/subscription_items': ({ books, params, path }) => {
    const it = books.things.need('subscription', params.need('subscription'), 'subscription')
    return page(params, path, it.items.data)
  },
  'GET /v1/subscription_schedules SubscriptionSchedules.List': ({ books, params, path }) =>
    page(params, path, books.things.list('subscription_schedule', params.filled('customer'))),
  'POST /v1/subscription_schedules SubscriptionSchedules.Create': ({ books, params }) => {
    const from = params.filled('from_subscription')
    if (!from) return addSchedule(books, params)
    if (params.has('phases')) {
      throw invalid('You cannot set `phases` if `from_subscription` is set.', 'phases')
    }
    return scheduleFrom(books, from)
  },
  'GET /v1/subscription_schedules/:id': ({ books, id }) =>
    books.things.need('subscription_schedule', id),
  'POST /v1/subscription_schedules/:id SubscriptionSchedules.Update': ({ books, params, id }) =>
    changeSchedule(books, id, params),
  'POST /v1/subscription_schedules/:id/release': ({ books, id }) => releaseSchedule(books, id),
  'POST /v1/subscription_schedules/:id/cancel': ({ books, id }) => cancelSchedule(books, id),
  'GET /v1/invoices Invoices.List': listInvoices,
  'GET /v1/invoices/search Invoices.Search': ({ books, params, path }) =>
    search(params, path, books.things.list('invoice')),
  'POST /v1/invoices Invoices.Create': createInvoice,
  'POST /v1/invoices/create_preview Invoices.CreatePreview': previewInvoice,
  'GET /v1/invoices/:id': ({ books, id }) => books.things.need('invoice', id),
  'GET /v1/invoices/:id/lines': ({ books, params, path, id }) =>
    page(params, path, books.things.need('invoice', id).lines.data),
  'POST /v1/invoices/:id/finalize': ({ books, id }) => finalize(books, id),
  'POST /v1/invoices/:id/pay Invoices.Pay': payInvoice,
  'POST /v1/invoices/:id/send': ({ books, id }) => {
    const it = books.things.need('invoice', id)
    books.events.say('invoice.sent', it)
    return it
  },
  'POST /v1/invoices/:id/void': ({ books, id }) => giveUp(books, id, 'void'),
  'POST /v1/invoices/:id/mark_uncollectible': ({ books, id }) => giveUp(books, id, 'uncollectible'),
  'DELETE /v1/invoices/:id': ({ books, id }) => {
    const it = books.things.need('invoice', id)
    if (it.status !== 'draft') throw invalid('You can only delete draft invoices.')
    books.things.remove(id)
    books.events.say('invoice.deleted', it)
    return { id, object: 'invoice', deleted: true }
  },
  'GET /v1/invoiceitems InvoiceItems.List': ({ books, params, path }) => {
    const all = books.things.list('invoiceitem', params.filled('customer'))
    const isPending = params.flag('pending')
    const kept = all.filter(it => isPending === undefined || (it.invoice === null) === isPending)
    return page(params, path, filtered(params, ['invoice'], kept))
  },
  'POST /v1/invoiceitems InvoiceItems.Create': createItem,
  'GET /v1/invoice_payments InvoicePayments.List': listPayments,
  'POST /v1/billing_portal/sessions BillingPortal/Sessions.Create': ({ books, params }) =>
    addPortal(books, params),
  'POST /v1/billing_portal/configurations BillingPortal/Configurations.Create': ({
    books,
    params,
  }) => addPortalSetting(books, params),
  'POST /v1/billing_portal/configurations/:id BillingPortal/Configurations.Update': ({
    books,
    params,
    id,
  }) => changePortalSetting(books, id, params),
  'GET /v1/billing_portal/configurations BillingPortal/Configurations.List': ({ books, ...call }) =>
    page(call.params, call.path, books.things.list('billing_portal.configuration')),
}

const STATUSES = [
  ...['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due'],
  ...['paused', 'trialing', 'unpaid'],
]

function listSubscriptions({ books, params, path }: Call): object {
  const customer = params.filled('customer')
  const wanted = params.oneOf('status', STATUSES)
  const price = params.filled('price')
  const all = books.things.list('subscription', customer)
  const there = customer ? all : inWorld(books, params, all)
  const isOver = (status: string) => status === 'canceled' || status === 'incomplete_expired'
  const kept = there
    .filter(it => {
      if (wanted === 'all') return true
      if (wanted === 'ended') return isOver(it.status)
      return wanted ? it.status === wanted : it.status !== 'canceled'
    })
    .filter(it => !price || it.items.data.some(item => item.price.id === price))
  return page(params, path, kept)
}

function listInvoices({ books, params, path }: Call): object {
  const subscription = params.filled('subscription')
  const all = books.things.list('invoice', params.filled('customer'))
  const kept = all.filter(it => !subscription || billedSubscription(it) === subscription)
  return page(params, path, filtered(params, ['status', 'collection_method'], kept))
}

function createInvoice({ books, params }: Call): object {
  const customer = customerOf(books, params.need('customer'), 'customer').id
  const isIncluding = params.filled('pending_invoice_items_behavior') === 'include'
  const waiting = isIncluding
    ? books.things.list('invoiceitem', customer).filter(it => it.invoice === null)
    : []
  const now = books.nowFor(customer)
  const made = draftInvoice(books, {
    customer,
    reason: 'manual',
    lines: waiting.map(it => toLine(books, it)),
    period: { start: now, end: now },
    isAutomatic: params.flag('auto_advance') ?? false,
    description: params.filled('description') ?? null,
    metadata: params.metadata(),
  })
  for (const it of waiting) books.change('invoiceitem', { id: it.id }, { invoice: made.id })
  return made
}

function payInvoice({ books, params, id }: Call): object {
  const before = books.things.need('invoice', id)
  if (before.status === 'draft') finalize(books, id)
  if (before.status === 'void') {
    throw invalid('You can only pay open invoices.', undefined, 'invoice_not_open')
  }
  const said = params.filled('payment_method')
  const method = said ? { method: takePaymentMethod(books, said, 'payment_method').id } : {}
  const isAbsent = params.flag('off_session') ?? true
  const outcome = payAndReflect(books, id, { ...method, isAbsent })
  if (outcome === 'succeeded') return books.things.need('invoice', id)
  if (outcome === 'no-card') {
    throw invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set one.',
      undefined,
      'missing',
    )
  }
  const intent = intentOf(books, id)
  const seen = intent ? books.things.need('payment_intent', intent) : undefined
  const isAsked = outcome === 'authenticate'
  throw new StripeError(
    402,
    {
      type: isAsked ? 'invalid_request_error' : 'card_error',
      code: isAsked ? 'invoice_payment_intent_requires_action' : 'card_declined',
      message: isAsked
        ? 'This payment requires additional user action before it can be completed successfully.'
        : 'Your card was declined.',
      ...(!isAsked && {
        decline_code: seen?.last_payment_error?.decline_code ?? 'generic_decline',
      }),
      ...(seen && { payment_intent: seen }),
    },
    true,
  )
}

function createItem({ books, params }: Call): object {
  const customer = customerOf(books, params.need('customer'), 'customer').id
  const pricing = params.hash('pricing')
  const price = books.things.need('price', pricing.need('price'), pricing.label('price'))
  const quantity = params.int('quantity') ?? 1
  const amount = (price.unit_amount ?? 0) * quantity
  const now = books.nowFor(customer)
  const description = params.filled('description') ?? ''
  const period = { start: now, end: now }
  const line = { amount, description, price, quantity, period, metadata: params.metadata() }
  return addInvoiceItem(books, { ...line, customer })
}

function listPayments({ books, params, path }: Call): object {
  const intent = params.hash('payment').filled('payment_intent')
  const all = filtered(params, ['invoice', 'status'], books.things.list('invoice_payment'))
  const kept = all.filter(it => !intent || it.payment.payment_intent === intent)
  return page(params, path, kept)
}
