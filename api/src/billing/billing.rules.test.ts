import { describe, expect, test } from 'bun:test'
import { DAY_MS } from '../lib/time.ts'
import type { PaidOrOwed, Subscription } from '../outside/stripe/payments.ts'
import { comesAtOnce, currentOf, entitlementOf } from './billing.rules.ts'

const now = new Date('2026-11-20T12:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * DAY_MS)

const pro: Subscription = {
  ...{ id: 'sub_pro', status: 'active', itemId: 'si_1', plan: 'pro', interval: 'month' },
  ...{ priceCents: 2900, createdAt: days(-40), periodStartsAt: days(-10), periodEndsAt: days(20) },
  ...{
    hasHadTrial: false,
    trialEndsAt: null,
    cancelsAt: null,
    cancelsWithPeriod: false,
    scheduleId: null,
    next: null,
  },
}
const bill: PaidOrOwed = {
  ...{ id: 'in_1', subscriptionId: 'sub_pro', state: 'owed', attempts: 1, amountCents: 2900 },
  ...{ currency: 'usd', number: 'A-1', url: null, dueAt: days(-3), paidAt: null },
}
const entitlement = (subscriptions: Subscription[], invoices: PaidOrOwed[] = [], at = now) =>
  entitlementOf({ subscriptions, invoices }, { hadSubscription: false, now: at })

describe('the plan is', () => {
  test('the one that is paid or being tried, and a trial brings no money in', () => {
    expect(entitlement([pro])).toMatchObject({ plan: 'pro', monthlyCents: 2900 })
    const trial = { ...pro, status: 'trialing', hasHadTrial: true }
    expect(entitlement([trial])).toMatchObject({ plan: 'pro', monthlyCents: 0, hasHadTrial: true })
    const year: Subscription = { ...pro, interval: 'year', priceCents: 29_000 }
    expect(entitlement([year]).monthlyCents).toBe(2417)
  })

  test('left alone where there never was a subscription that began', () => {
    expect(entitlement([]).plan).toBeNull()
    expect(entitlement([{ ...pro, status: 'incomplete' }]).plan).toBeNull()
    expect(entitlement([{ ...pro, status: 'incomplete_expired' }]).plan).toBeNull()
  })

  test('Free when the subscription ended, is paused or unpaid, or the customer is gone', () => {
    for (const status of ['canceled', 'unpaid', 'paused']) {
      expect(entitlement([{ ...pro, status }])).toMatchObject({ plan: 'free', monthlyCents: 0 })
    }
    const gone = { subscriptions: [], invoices: [] }
    expect(entitlementOf(gone, { hadSubscription: true, now }).plan).toBe('free')
  })

  test('left alone under a price that is none of ours', () => {
    expect(entitlement([{ ...pro, plan: null }]).plan).toBeNull()
  })

  test('kept for seven days after a payment was due, to the millisecond', () => {
    const late = { ...pro, status: 'past_due' }
    const graceUntil = days(4)
    expect(entitlement([late], [bill])).toMatchObject({ plan: 'pro', graceUntil, owed: bill })
    const last = new Date(graceUntil.getTime() - 1)
    expect(entitlement([late], [bill], last).plan).toBe('pro')
    expect(entitlement([late], [bill], graceUntil)).toMatchObject({ plan: 'free', monthlyCents: 0 })
  })

  test('kept by the oldest open bill, and by none of another subscription or one paid', () => {
    const late = { ...pro, status: 'past_due' }
    const bills: PaidOrOwed[] = [
      { ...bill, id: 'in_2', dueAt: days(-1) },
      { ...bill, id: 'in_other', subscriptionId: 'sub_other', dueAt: days(-30) },
      { ...bill, id: 'in_paid', state: 'paid', dueAt: days(-30) },
    ]
    expect(entitlement([late], [...bills, bill]).owed?.id).toBe('in_1')
    expect(entitlement([late], []).graceUntil).toEqual(days(-3))
  })
})

describe('of several subscriptions', () => {
  const larger: Subscription = { ...pro, id: 'sub_large', plan: 'enterprise' }
  const newer = { ...pro, id: 'sub_new', createdAt: days(-1) }
  test('the one that runs counts, then the larger plan, then the newer', () => {
    expect(currentOf([newer, { ...larger, status: 'canceled' }])?.id).toBe('sub_new')
    expect(currentOf([newer, larger])?.id).toBe('sub_large')
    expect(currentOf([pro, newer])?.id).toBe('sub_new')
    const ended = [pro, newer].map(it => ({ ...it, status: 'canceled' }))
    expect(currentOf(ended)?.id).toBe('sub_new')
    expect(currentOf([])).toBeNull()
  })
})

describe('what comes next', () => {
  test('is Free after a cancellation, else what the schedule says', () => {
    expect(entitlement([{ ...pro, cancelsAt: days(20) }]).nextPlan).toBe('free')
    const next = { plan: 'pro', interval: 'year' } as const
    expect(entitlement([{ ...pro, next }])).toMatchObject({ nextPlan: 'pro', nextInterval: 'year' })
    const same = { plan: 'pro', interval: 'month' } as const
    expect(entitlement([{ ...pro, next: same }])).toMatchObject({ nextPlan: null })
  })

  test('comes at once when it is more, or costs nothing yet', () => {
    const to = (plan: 'pro' | 'enterprise', interval: 'month' | 'year') => ({ plan, interval })
    const large: Subscription = { ...pro, plan: 'enterprise' }
    const year: Subscription = { ...pro, interval: 'year' }
    expect(comesAtOnce(pro, to('enterprise', 'month'))).toBe(true)
    expect(comesAtOnce(pro, to('pro', 'year'))).toBe(true)
    expect(comesAtOnce(year, to('enterprise', 'month'))).toBe(true)
    expect(comesAtOnce(year, to('pro', 'month'))).toBe(false)
    expect(comesAtOnce(large, to('pro', 'year'))).toBe(false)
    expect(comesAtOnce({ ...large, status: 'trialing' }, to('pro', 'month'))).toBe(true)
  })
})
