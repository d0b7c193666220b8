import { expect, test } from 'bun:test'
import type { RawInvoice, RawSchedule, RawSubscription } from './shapes.ts'
import {
  choiceOf,
  invoiceOf,
  liveSchedule,
  messageOf,
  nextPriceId,
  planPrice,
  signedAt,
  subscriptionOf,
} from './shapes.ts'

const at = 1_790_000_000
const raw: RawSubscription = {
  ...{ id: 'sub_1', status: 'active', created: at, cancel_at: null, cancel_at_period_end: false },
  ...{ trial_start: null, trial_end: null, schedule: null },
  items: {
    data: [
      {
        ...{ id: 'si_1', current_period_start: at, current_period_end: at + 100 },
        price: {
          ...{ id: 'price_1', lookup_key: 'pro_year_29000', unit_amount: 29_000 },
          recurring: { interval: 'year' },
        },
      },
    ],
  },
}

test('a price keeps its plan whatever it cost when it was agreed on', () => {
  expect(choiceOf('enterprise_month_4900')).toEqual({ plan: 'enterprise', interval: 'month' })
  expect(choiceOf('pro_year')).toEqual({ plan: 'pro', interval: 'year' })
  for (const key of [null, '', 'free_month', 'pro_week_1', 'pro_month_', 'xpro_month']) {
    expect(choiceOf(key)).toBeNull()
  }
  expect(choiceOf(planPrice({ plan: 'pro', interval: 'month' }).ours)?.plan).toBe('pro')
})

test('the period ends where the item says, and a cancellation then', () => {
  const ends = new Date((at + 100) * 1000)
  expect(subscriptionOf(raw, null)).toMatchObject({
    ...{ plan: 'pro', interval: 'year', itemId: 'si_1', periodEndsAt: ends, cancelsAt: null },
  })
  const cancelled = { ...raw, cancel_at_period_end: true }
  expect(subscriptionOf(cancelled, null)?.cancelsAt).toEqual(ends)
  const onDay = subscriptionOf({ ...raw, cancel_at: at + 7 }, null)
  expect(onDay?.cancelsAt).toEqual(new Date((at + 7) * 1000))
  expect(subscriptionOf({ ...raw, items: { data: [] } }, null)).toBeNull()
})

test('a schedule names the price of the phase after this one, while it still runs', () => {
  const schedule: RawSchedule = {
    ...{ id: 'sub_sched_1', status: 'active' },
    current_phase: { start_date: at, end_date: at + 100 },
    phases: [
      { start_date: at, items: [{ price: 'price_now' }] },
      { start_date: at + 100, items: [{ price: { id: 'price_next' } }] },
    ],
  }
  expect(nextPriceId(schedule)).toBe('price_next')
  expect(nextPriceId({ ...schedule, phases: schedule.phases.slice(0, 1) })).toBeNull()
  expect(nextPriceId(null)).toBeNull()
  expect(liveSchedule({ ...raw, schedule })).toBe(schedule)
  expect(liveSchedule({ ...raw, schedule: { ...schedule, status: 'released' } })).toBeNull()
  expect(liveSchedule({ ...raw, schedule: 'sub_sched_1' })).toBeNull()
})

test('an invoice counts when it is paid, or owed after a payment was tried', () => {
  const invoice: RawInvoice = {
    ...{ id: 'in_1', status: 'paid', attempt_count: 1, amount_due: 2900, amount_paid: 2900 },
    ...{ currency: 'usd', number: 'A-1', created: at },
    status_transitions: { finalized_at: at + 5, paid_at: null },
    parent: { subscription_details: { subscription: { id: 'sub_1' } } },
  }
  const dueAt = new Date((at + 5) * 1000)
  expect(invoiceOf(invoice)).toMatchObject({ state: 'paid', subscriptionId: 'sub_1', dueAt })
  expect(invoiceOf({ ...invoice, amount_paid: 0 })).toBeNull()
  const open = { ...invoice, status: 'open', amount_paid: 0 }
  expect(invoiceOf(open)).toMatchObject({ state: 'owed', attempts: 1, amountCents: 2900 })
  expect(invoiceOf({ ...open, attempt_count: 0 })).toBeNull()
  expect(invoiceOf({ ...open, status: 'void' })).toBeNull()
  expect(invoiceOf({ ...invoice, parent: null })?.subscriptionId).toBeNull()
})

test('a message is read for whom it is about, wherever that is written', () => {
  const about = (object: object) =>
    messageOf(JSON.stringify({ id: 'evt', type: 't', created: at, data: { object } }))?.customerId
  expect(about({ object: 'customer', id: 'cus_1' })).toBe('cus_1')
  expect(about({ object: 'invoice', id: 'in_1', customer: 'cus_2' })).toBe('cus_2')
  expect(about({ object: 'invoice', customer: { id: 'cus_3' } })).toBe('cus_3')
  expect(about({ object: 'price' })).toBeNull()
  expect(about({ object: 'invoice', customer: 7 })).toBeNull()
})

test('the time of a signature is exactly one whole number', () => {
  expect(signedAt('t=1790000000,v1=aa')).toEqual(new Date(at * 1000))
  expect(signedAt('v1=aa, t=1790000000 ')).toEqual(new Date(at * 1000))
  for (const text of [
    '',
    't=',
    't=abc',
    't=1.5',
    't=-1',
    't=1e9',
    't=1,t=1',
    't=1790000000000000',
  ]) {
    expect(signedAt(text)).toBeNull()
  }
})
