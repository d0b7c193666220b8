import { expect, test } from 'bun:test'
import type { Problem } from '../../contract/index.ts'
import { PLANS, PlanName } from '../../contract/index.ts'
import { Fault, toProblem } from '../lib/fault.ts'
import {
  requireConnectable,
  requireFeature,
  requirePublishable,
  requireUpload,
} from './plan-gate.rules.ts'
import { quotaOf } from './quota.rules.ts'

function refusalOf(ask: () => void): Problem | null {
  try {
    ask()
    return null
  } catch (error) {
    if (error instanceof Fault) return toProblem(error)
    throw error
  }
}

test('a feature is refused below the plan that has it, and that plan is named', () => {
  expect(refusalOf(() => requireFeature('free', 'ownPrompts'))).toMatchObject({
    ...{ status: 402, code: 'plan_limit', allowedBy: 'pro' },
    detail: 'Your own prompts come with the Pro plan.',
  })
  expect(refusalOf(() => requireFeature('pro', 'ownPrompts'))).toBeNull()
  for (const feature of ['apiAccess', 'webhooks', 'whiteLabel'] as const) {
    expect(refusalOf(() => requireFeature('pro', feature))?.allowedBy).toBe('enterprise')
    expect(refusalOf(() => requireFeature('enterprise', feature))).toBeNull()
  }
})

test('a free workspace connects one platform, again and again, but no second one', () => {
  expect(refusalOf(() => requireConnectable('free', ['tiktok'], 'tiktok'))).toBeNull()
  expect(refusalOf(() => requireConnectable('free', ['tiktok'], 'youtube'))).toMatchObject({
    allowedBy: 'pro',
    detail: 'The Free plan connects one platform. YouTube too comes with the Pro plan.',
  })
  expect(refusalOf(() => requireConnectable('pro', ['tiktok'], 'youtube'))).toBeNull()
})

test('a free workspace publishes to the platform it connected first', () => {
  const connected = ['tiktok', 'youtube'] as const
  expect(refusalOf(() => requirePublishable('free', 'tiktok', connected))).toBeNull()
  expect(refusalOf(() => requirePublishable('pro', 'youtube', connected))).toBeNull()
  expect(refusalOf(() => requirePublishable('free', 'youtube', connected))).toMatchObject({
    allowedBy: 'pro',
    detail:
      'Your Free plan publishes to 1 platform, and YouTube would be one more. Pro includes it.',
  })
})

test('a creator out of uploads is told how many there were and the plan that has more', () => {
  const out = (plan: PlanName, used: number, extra = 0) =>
    refusalOf(() => requireUpload(quotaOf(plan, new Date(), { used, held: 0, extra })))
  expect(out('free', 9)).toBeNull()
  expect(out('free', 10)).toMatchObject({
    detail: 'All 10 uploads of your Free plan are used this month. Pro includes 100 a month.',
    allowedBy: 'pro',
  })
  expect(out('free', 10, 25)).toBeNull()
  expect(out('free', 35, 25)?.detail).toContain('All 35 uploads')
  expect(out('pro', 100)?.allowedBy).toBe('enterprise')
  expect(out('pro', 100)?.detail).toContain('Enterprise has no limit.')
  expect(out('enterprise', 1_000_000)).toBeNull()
})

test('every plan includes at least one upload, which the first hold of a month counts on', () => {
  for (const plan of PlanName.options) expect(PLANS[plan].uploadsPerMonth).not.toBe(0)
})
