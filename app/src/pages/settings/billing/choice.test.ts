import { expect, test } from 'bun:test'
import type { Billing } from '@content/api/contract'
import { choiceFor, type Wish, wordsAtOnce } from './choice.ts'

const NOW = new Date('2026-11-16T00:00:00Z')
const ENDS = '2026-12-01T00:00:00.000Z'
const FREE: Billing = {
  ...{ isSetUp: true, plan: 'free', status: null, interval: null, periodEndsAt: null },
  ...{ trialEndsAt: null, nextPlan: null, nextInterval: null, cancelsAt: null, graceUntil: null },
  ...{ mayTry: true, hasPortal: false, pack: { uploads: 25, cents: 900, bought: 0 } },
}
const PRO: Billing = {
  ...FREE,
  ...{ plan: 'pro', status: 'active', interval: 'month', periodEndsAt: ENDS, mayTry: false },
}
const chosen = (billing: Billing, plan: Wish['plan'], interval: Wish['interval'] = 'month') =>
  choiceFor(billing, { plan, interval }, NOW)

test('who never paid begins at Stripe, with a trial if there was none', () => {
  expect(chosen(FREE, 'pro')).toEqual({ kind: 'begin', hasTrial: true })
  expect(chosen({ ...FREE, mayTry: false }, 'pro')).toEqual({ kind: 'begin', hasTrial: false })
  expect(chosen(FREE, 'free')).toEqual({ kind: 'current' })
})

test('a larger plan in the middle of a month costs half of the difference', () => {
  expect(chosen(PRO, 'enterprise')).toEqual({ kind: 'now', cents: 3500 })
})

test('by the year costs its price less the unused half of the month', () => {
  expect(chosen(PRO, 'pro', 'year')).toEqual({ kind: 'now', cents: 29_000 - 1450 })
})

test('nothing is charged for a change during a trial', () => {
  expect(chosen({ ...PRO, status: 'trialing' }, 'enterprise')).toEqual({ kind: 'now', cents: null })
})

test('less comes when what is paid has ended', () => {
  const enterprise: Billing = { ...PRO, plan: 'enterprise' }
  expect(chosen(enterprise, 'pro')).toEqual({ kind: 'later', at: ENDS })
  expect(chosen(PRO, 'free')).toEqual({ kind: 'cancel', at: ENDS })
  expect(chosen({ ...PRO, interval: 'year' }, 'pro')).toEqual({ kind: 'later', at: ENDS })
})

test('what comes next anyway is not offered again', () => {
  const leaving: Billing = { ...PRO, cancelsAt: ENDS, nextPlan: 'free' }
  expect(chosen(leaving, 'free')).toEqual({ kind: 'planned', at: ENDS })
  expect(chosen(leaving, 'pro')).toEqual({ kind: 'stay' })
})

test('an open payment comes before another plan', () => {
  expect(chosen({ ...PRO, status: 'past_due' }, 'enterprise')).toEqual({ kind: 'owed' })
})

test('a plan that was given is not sold once more', () => {
  expect(chosen({ ...FREE, plan: 'pro' }, 'pro')).toEqual({ kind: 'current' })
  expect(chosen({ ...FREE, plan: 'pro' }, 'free')).toEqual({ kind: 'none' })
})

test('a change during a trial is called what it is, up or down, by the month or the year', () => {
  const trial: Billing = { ...PRO, status: 'trialing', plan: 'enterprise', interval: 'year' }
  const called = (billing: Billing, plan: Wish['plan'], interval: Wish['interval']) =>
    wordsAtOnce(billing, { plan, interval })
  expect(chosen(trial, 'pro', 'year')).toEqual({ kind: 'now', cents: null })
  expect(called(trial, 'pro', 'year')).toBe('Change to Pro')
  expect(chosen(trial, 'enterprise', 'month')).toEqual({ kind: 'now', cents: null })
  expect(called(trial, 'enterprise', 'month')).toBe('Pay monthly')
  expect(called(PRO, 'enterprise', 'month')).toBe('Upgrade to Enterprise')
  expect(called(PRO, 'pro', 'year')).toBe('Pay yearly')
})
