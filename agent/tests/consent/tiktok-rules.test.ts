import { describe, expect, test } from 'bun:test'
import { Choice } from '@content/api/contract'
import type { TikTokChoice } from '@content/api/contract/platforms/tiktok'
import type { PublicationRow } from '../../src/journal/rows.ts'
import { assertLength } from '../../src/platforms/consent.ts'
import { consentFor } from '../../src/platforms/index.ts'
import { approval } from '../../src/platforms/tiktok/approval.ts'
import { declarationFor, whyNotTikTok } from '../../src/platforms/tiktok/consent.ts'
import { limitsFor } from '../../src/publish/steps/creator-limits.ts'
import { BROKEN, CHOICE, OPTIONS } from './guidelines.ts'

test('a choice that keeps every guideline is allowed', () => {
  expect(whyNotTikTok(CHOICE, OPTIONS)).toBeNull()
})

test.each(BROKEN)('point $point: $rule', ({ choice, options, says }) => {
  expect(whyNotTikTok({ ...CHOICE, ...choice }, { ...OPTIONS, ...options })).toContain(says)
})

describe('nothing is assumed', () => {
  test('who can see it has no default', () => {
    const { privacy: _, ...rest } = CHOICE
    expect(Choice.safeParse(rest).success).toBe(false)
  })

  test('everything that is not chosen is off, and not agreed to', () => {
    const bare = Choice.parse({ platform: 'tiktok', privacy: 'SELF_ONLY' }) as TikTokChoice
    const { platform: _, privacy: __, ...rest } = bare
    expect(Object.values(rest).filter(Boolean)).toEqual([])
    expect(whyNotTikTok(bare, OPTIONS)).toContain('Music Usage Confirmation')
  })

  test('without a choice TikTok gets nothing, and the question names what there is', () => {
    const consent = consentFor({ platform: 'tiktok', mode: 'review' }, null, OPTIONS)
    expect(consent).toEqual({
      kind: 'needed',
      reason: 'TikTok asks you to choose who can see it: everyone, only-me.',
    })
  })
})

test('a rule that sends drafts never posts directly, whatever was chosen before', () => {
  expect(consentFor({ platform: 'tiktok', mode: 'inbox' }, CHOICE, OPTIONS)).toEqual({
    kind: 'given',
    terms: { platform: 'tiktok', kind: 'inbox' },
  })
})

test.each([
  [{ promotesOwnBrand: true, isPaidPartnership: false }, 'Promotional content'],
  [{ promotesOwnBrand: false, isPaidPartnership: true }, 'Paid partnership'],
  [{ promotesOwnBrand: true, isPaidPartnership: true }, 'Paid partnership'],
])('who discloses reads before the choice is made how it will be labelled', (disclosed, label) => {
  const said = `Your video will be labeled as "${label}".`
  const choice = { ...CHOICE, ...disclosed }
  expect(approval.beforehand?.(choice)).toStartWith(`${said} By posting, you agree`)
  expect(approval.whyNot?.({ ...choice, agreesToMusicTerms: false }, OPTIONS)).toStartWith(said)
})

test('the declaration names the Branded Content Policy for a paid partnership alone', () => {
  const plain = declarationFor({ isPaidPartnership: false })
  const paid = declarationFor({ isPaidPartnership: true })
  expect(plain).toStartWith("By posting, you agree to TikTok's Music Usage Confirmation (https://")
  expect(paid).toStartWith("By posting, you agree to TikTok's Branded Content Policy (https://")
  expect(paid).toContain(' and Music Usage Confirmation (https://')
})

test('a video of exactly the longest length fits, and a hair more is told as more', () => {
  expect(() => assertLength(60_000, OPTIONS, 'TikTok')).not.toThrow()
  expect(() => assertLength(60_001, OPTIONS, 'TikTok')).toThrow(
    'The TikTok account Kitchen takes videos of up to 60 seconds; this one is 60.01 seconds long.',
  )
})

test('what is made for others is held back only when no TikTok takes the length', () => {
  const row = (id: number, platform: string) =>
    ({ id, platform, state: 'planned' }) as PublicationRow
  const [reel, short, long] = [row(1, 'instagram'), row(2, 'tiktok'), row(3, 'tiktok')] as const
  const limits = new Map([[2, 60_000]])
  expect(limitsFor(short, [reel, short, long], limits)).toEqual({ tiktok: 60_000 })
  expect(limitsFor(reel, [reel, short], limits)).toEqual({ tiktok: 60_000 })
  const unlimited = { tiktok: Number.POSITIVE_INFINITY }
  expect(limitsFor(reel, [reel, short, long], limits)).toEqual(unlimited)
  expect(limitsFor(long, [reel, short, long], limits)).toEqual({})
})
