import { invalid, StripeError } from '../errors.ts'
import { addPortal } from '../hosted-pages/portal.ts'
import { addPortalSetting, changePortalSetting } from '../hosted-pages/portal-settings.ts'
import { billedSubscription } from '../invoices/invoice-draft.ts'
import { finalize, intentOf } from '../invoices/invoices.ts'
import { takePaymentMethod } from '../payments/payment-methods.ts'
import { changeSchedule, releaseSchedule, scheduleFrom } from '../subscriptions/schedules.ts'
import { payAndReflect } from '../subscriptions/subscription-life.ts'
import {
  cancelNow,
  createSubscription,
  updateSubscription,
} from '../subscriptions/subscriptions.ts'
import { filtered, inWorld, page } from './lists.ts'
import type { Call, Handler } from './wire.ts'

/** Subscriptions and what bills them. */
export const BILLING_ROUTES: Record<string, Handler> = {
  'GET /v1/subscriptions Subscriptions.List': listSubscriptions,
  'POST /v1/subscriptions Subscriptions.Create': createSubscription,
  'GET /v1/subscriptions/:id': ({ books, id }) => books.things.need('subscription', id),
  'POST /v1/subscriptions/:id Subscriptions.Update': updateSubscription,
  'DELETE /v1/subscriptions/:id': cancelNow,
  'POST /v1/subscription_schedules SubscriptionSchedules.Create': ({ books, params }) => {
    const from = params.need('from_subscription')
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
  'GET /v1/invoices Invoices.List': listInvoices,
  'GET /v1/invoices/:id': ({ books, id }) => books.things.need('invoice', id),
  'POST /v1/invoices/:id/pay Invoices.Pay': payInvoice,
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
