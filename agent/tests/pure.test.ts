import { describe, expect, test } from 'bun:test'
import { PLATFORMS } from '@content/api/contract'
import type { TikTokChoice } from '@content/api/contract/platforms/tiktok'
import { ConfigProblem, loadConfig } from '../src/config.ts'
import { backoffMs, retryAfterMs } from '../src/lib/step-error.ts'
import { untilPacificMidnight } from '../src/lib/when-again.ts'
import { consentFor, hostsOf } from '../src/platforms/index.ts'
import type { Consent } from '../src/platforms/platform.ts'
import { postIds } from '../src/platforms/tiktok/answers.ts'
import { chunkAt, chunkPlan } from '../src/platforms/tiktok/chunks.ts'
import type { TikTokOptions } from '../src/platforms/tiktok/consent.ts'
import { confirmedBytes } from '../src/platforms/youtube/send.ts'
import type { Glance } from '../src/watch/glance.ts'
import { settle } from '../src/watch/settle.ts'

describe('TikTok chunks', () => {
  test('cover every byte once, and keep every limit under either reading of MB', () => {
    const sizes = [1, 4_999_999, 64_000_000, 64_000_001, 69_999_999, 128_000_000, 4_000_000_000]
    for (const size of sizes) {
      const plan = chunkPlan(size)
      expect(plan.count).toBe(Math.floor(size / plan.chunkBytes))
      if (plan.count === 1) expect(plan.chunkBytes).toBe(size)
      let at = 0
      for (let chunk = chunkAt(plan, 0, size); chunk; chunk = chunkAt(plan, at, size)) {
        expect(chunk.from).toBe(at)
        const isLast = chunk.to === size
        expect(chunk.to - chunk.from).toBeLessThanOrEqual(isLast ? 64_000_000 : plan.chunkBytes)
        at = isLast ? Number.NaN : chunk.to
      }
      expect(at).toBeNaN()
      expect(plan.count).toBeLessThanOrEqual(1000)
    }
  })

  test('never begin inside a chunk', () => {
    const plan = chunkPlan(100_000_000)
    expect(chunkAt(plan, 9_999_999, 100_000_000)).toBeNull()
    expect(chunkAt(plan, 100_000_000, 100_000_000)).toBeNull()
  })

  test('a post id of 19 digits keeps every digit', () => {
    const text = '{"data":{"publicaly_available_post_id":[7077642457847991554]}}'
    expect(postIds(text)).toEqual(['7077642457847991554'])
    expect(postIds('{"data":{"publicaly_available_post_id":[]}}')).toEqual([])
  })
})

test('YouTube without a Range header has kept nothing', () => {
  expect(confirmedBytes({ headers: new Headers({ range: 'bytes=0-524287' }) })).toBe(524_288)
  expect(confirmedBytes({ headers: new Headers() })).toBe(0)
})

describe('a token', () => {
  test("goes to the platform's own hosts and to no look-alike", () => {
    const { isOwn } = hostsOf('youtube', undefined)
    expect(isOwn('https://www.googleapis.com/upload?x=1')).toBe(true)
    for (const url of [
      'https://googleapis.com.evil.example/',
      'https://evilgoogleapis.com/',
      'http://www.googleapis.com/',
      'https://user@evil.example/#.googleapis.com',
      'nonsense',
    ]) {
      expect(isOwn(url)).toBe(false)
    }
    const sandbox = hostsOf('youtube', 'http://127.0.0.1:4001')
    expect(sandbox.isOwn('http://127.0.0.1:4001/upload')).toBe(true)
    expect(sandbox.isOwn('http://127.0.0.1:4002/upload')).toBe(false)
  })
})

describe('waiting', () => {
  test('grows, is bounded, and follows Retry-After', () => {
    expect(backoffMs(0, () => 0.5)).toBe(1000)
    expect(backoffMs(4, () => 0.5)).toBe(16_000)
    expect(backoffMs(500, () => 1)).toBe(300_000)
    expect(retryAfterMs('7', 0)).toBe(7000)
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:09 GMT', 4000)).toBe(5000)
    expect(retryAfterMs('soon', 0)).toBeNull()
  })

  test("ends with YouTube's day, in winter and in summer", () => {
    const winter = untilPacificMidnight(Date.parse('2026-01-15T07:00:00Z'))
    const summer = untilPacificMidnight(Date.parse('2026-07-15T06:00:00Z'))
    expect([winter, summer]).toEqual([3_660_000, 3_660_000])
  })
})

describe('consent', () => {
  const choice: TikTokChoice = {
    platform: 'tiktok',
    privacy: 'PUBLIC_TO_EVERYONE',
    allowComment: false,
    allowDuet: false,
    allowStitch: false,
    promotesOwnBrand: false,
    isPaidPartnership: false,
    isAiMade: false,
    agreesToMusicTerms: true,
  }
  const options: TikTokOptions = {
    nickname: 'Kitchen',
    username: 'kitchen',
    privacyOptions: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'],
    isCommentOff: true,
    isDuetOff: false,
    isStitchOff: false,
    maxDurationMs: 60_000,
  }
  const review = { platform: 'tiktok', mode: 'review' } as const

  test('for TikTok is a choice per video, or a draft under the inbox rule', () => {
    expect(consentFor(review, null, options).kind).toBe('needed')
    expect(consentFor(review, choice, options).kind).toBe('given')
    expect(consentFor({ platform: 'tiktok', mode: 'inbox' }, null, null)).toEqual({
      kind: 'given',
      terms: { platform: 'tiktok', kind: 'inbox' },
    })
  })

  test('for TikTok fails on every rule of its own', () => {
    for (const over of [
      { agreesToMusicTerms: false },
      { privacy: 'FOLLOWER_OF_CREATOR' as const },
      { allowComment: true },
      { isPaidPartnership: true, privacy: 'SELF_ONLY' as const },
    ]) {
      expect(consentFor(review, { ...choice, ...over }, options).kind).toBe('needed')
    }
  })

  test('for YouTube under review needs the creator, and takes what they chose', () => {
    const rule = { platform: 'youtube', mode: 'review', privacy: 'private' } as const
    const automatic = { ...rule, mode: 'automatic', madeForKids: true } as const
    const given = (privacy: 'private' | 'unlisted', isMadeForKids: boolean): Consent => ({
      kind: 'given',
      terms: { platform: 'youtube', privacy, isMadeForKids },
    })
    const unlisted = { platform: 'youtube', privacy: 'unlisted' } as const
    expect(consentFor(rule, null, null).kind).toBe('needed')
    expect(consentFor(rule, unlisted, null)).toEqual(given('unlisted', false))
    expect(consentFor(automatic, null, null)).toEqual(given('private', true))
    const notThis = { platform: 'youtube', madeForKids: false } as const
    expect(consentFor(automatic, notThis, null)).toEqual(given('private', false))
  })
})

describe('a file is finished', () => {
  const stamp = { sizeBytes: 10, mtimeMs: 5, ino: '1' }
  const glance: Glance = { name: 'a.mp4', kind: 'file', stamp, bornNs: 0n }
  const rules = { quietMs: 2000, extensions: ['.mp4'], isRequested: false }
  const still = { stamp, sinceMs: 1000 }

  test('only after it was seen unchanged for the whole quiet period', () => {
    expect(settle({ glance, still: undefined, nowMs: 9000 }, rules).kind).toBe('wait')
    expect(settle({ glance, still, nowMs: 2999 }, rules)).toEqual({ kind: 'wait', untilMs: 3000 })
    expect(settle({ glance, still, nowMs: 3000 }, rules).kind).toBe('quiet')
    const grown = { ...glance, stamp: { ...stamp, sizeBytes: 11 } }
    expect(settle({ glance: grown, still, nowMs: 9000 }, rules).kind).toBe('wait')
  })

  test('never under a temporary name, and never when it is no regular file', () => {
    const verdict = (over: Partial<Glance>) =>
      settle({ glance: { ...glance, ...over }, still, nowMs: 9000 }, rules).kind
    for (const name of ['a.mp4.part', 'a.mp4.crdownload', 'a.mp4~', '.syncthing.a.mp4.tmp']) {
      expect(verdict({ name })).toBe('hold')
    }
    for (const kind of ['folder', 'link', 'pipe', 'other'] as const) {
      expect(verdict({ kind })).toBe('hold')
    }
    expect(verdict({ name: '.hidden.mp4' })).toBe('ignore')
    expect(verdict({ name: 'notes.txt' })).toBe('hold')
    expect(verdict({ stamp: { ...stamp, sizeBytes: 0 } })).toBe('wait')
  })
})

describe('settings', () => {
  test('that are wrong are all named at once, without their values', () => {
    const load = () =>
      loadConfig(
        { USE_BACKEND_API: 'perhaps', SANDBOX_ORIGINS: 'youtube=http://evil.example' },
        { watch_dir: 7, backend_api_url: 'http://api.example.com' },
      )
    expect(load).toThrow(ConfigProblem)
    expect(load).toThrow(/USE_BACKEND_API.*\n.*SANDBOX_ORIGINS.*\n.*watch_dir.*\n.*backend_api_url/)
    expect(load).not.toThrow(/perhaps|evil/)
  })

  test('of the environment win over the file', () => {
    const file = { backend_api_url: 'https://a.example', use_backend_api: true }
    const env = { BACKEND_API_URL: 'https://b.example/', USE_BACKEND_API: 'false' }
    const config = loadConfig(env, { ...file, upload_to_tiktok: false })
    expect(config.backendUrl).toBe('https://b.example')
    expect(config.useBackendWords).toBe(false)
    expect(config.platforms).toEqual(PLATFORMS.filter(it => it !== 'tiktok'))
  })

  test('written before channels had names send videos to every channel, as they did', () => {
    const watch_folders = [{ path: '/videos', platforms: ['tiktok'] }, { path: '/more' }]
    const { channels, folders } = loadConfig({}, { watch_dir: '/in', watch_folders })
    expect([channels, ...folders.map(it => it.channels)]).toEqual([null, null, null, null])
    const all = PLATFORMS.length
    expect(folders.map(it => it.platforms.length)).toEqual([all, 1, all])
  })

  test('name channels for one folder, or for all that say nothing of their own', () => {
    const watch_folders = [
      { path: '/walks', channels: ['@walks'] },
      { path: '/dances', platforms: ['tiktok'] },
      { path: '/more' },
    ]
    const file = { watch_dir: '/in', channels: ['@harbour'], upload_to_youtube: false }
    const { channels, folders } = loadConfig({}, { ...file, watch_folders })
    expect(channels).toEqual(['@harbour'])
    expect(folders.map(it => it.channels)).toEqual([['@harbour'], ['@walks'], null, ['@harbour']])
    const both = { path: '/walks', channels: ['@walks'], platforms: ['youtube'] }
    expect(() => loadConfig({}, { watch_folders: [both] })).toThrow('channels, not both')
    expect(() => loadConfig({}, { channels: [] })).toThrow('channels: has to name a channel')
  })
})
