import { describe, expect, test } from 'bun:test'
import type { Platform } from '@content/api/contract'
import { planMasters } from '../../src/media/masters.ts'
import type { Plan } from '../../src/media/plan.ts'
import { planRendition } from '../../src/media/plan.ts'
import type { Changes } from './facts-of.ts'
import { factsOf } from './facts-of.ts'

type Kinds = readonly [youtube: Plan['kind'], instagram: Plan['kind'], tiktok: Plan['kind']]

const TABLE: readonly (readonly [what: string, changes: Changes, kinds: Kinds])[] = [
  ['a plain minute', {}, ['untouched', 'untouched', 'untouched']],
  ['a silent one', { audio: null }, ['untouched', 'untouched', 'untouched']],
  ['an index at the end', { boxes: { isFaststart: false } }, ['untouched', 'remux', 'untouched']],
  ['an edit list', { boxes: { hasEditList: true } }, ['untouched', 'remux', 'untouched']],
  [
    'a part hidden by an edit list',
    { boxes: { hasEditList: true, hasCuts: true } },
    ['encode', 'encode', 'encode'],
  ],
  ['a MOV', { file: { container: 'mov' } }, ['untouched', 'untouched', 'untouched']],
  ['an MKV', { file: { container: 'mkv' }, boxes: null }, ['untouched', 'remux', 'remux']],
  ['a WebM with VP9', webm('vp9'), ['untouched', 'encode', 'untouched']],
  ['an MKV with VP8', { ...webm('vp8', 'mkv') }, ['untouched', 'encode', 'encode']],
  ['an MKV with VP9', { ...webm('vp9', 'mkv') }, ['untouched', 'encode', 'audio']],
  ['six channels', { audio: { channels: 6 } }, ['untouched', 'audio', 'untouched']],
  ['sound at 96 kHz', { audio: { sampleRate: 96_000 } }, ['untouched', 'audio', 'untouched']],
  ['MP3 sound', { audio: { codec: 'mp3' } }, ['untouched', 'audio', 'untouched']],
  ['120 pictures a second', rate(120), ['untouched', 'encode', 'encode']],
  ['15 pictures a second', rate(15), ['untouched', 'encode', 'encode']],
  ['a clock a little fast', { video: { rate: { num: 6002, den: 100 } } }, three('untouched')],
  ['a varying rate', { video: { isVariableRate: true } }, ['untouched', 'encode', 'untouched']],
  ['interlaced lines', { video: { isInterlaced: true } }, ['untouched', 'encode', 'untouched']],
  ['ten bits', { video: { bitDepth: 10 } }, ['untouched', 'encode', 'untouched']],
  ['4:2:2', { video: { chroma: '422' } }, ['untouched', 'encode', 'untouched']],
  ['HDR', { video: { hdr: 'hlg', codec: 'hevc' } }, ['untouched', 'encode', 'untouched']],
  ['open groups', { video: { hasOpenGop: true } }, ['untouched', 'encode', 'untouched']],
  ['4K, upright', { video: { width: 2160, height: 3840 } }, ['untouched', 'encode', 'untouched']],
  ['a thumbnail', { video: { width: 240, height: 426 } }, ['untouched', 'untouched', 'encode']],
  ['a ribbon', { video: { width: 1900, height: 120 } }, ['untouched', 'refused', 'refused']],
  ['30 Mbit/s', { video: { bitRate: 30_000_000 } }, ['untouched', 'encode', 'untouched']],
  ['301 MB', { file: { sizeBytes: 301_000_000 } }, ['untouched', 'encode', 'untouched']],
  ['4.1 GB', { file: { sizeBytes: 4_100_000_000 } }, ['untouched', 'encode', 'encode']],
  ['2.9 seconds', { file: { durationMs: 2_900 } }, ['untouched', 'refused', 'untouched']],
  ['11 minutes', { file: { durationMs: 660_000 } }, ['untouched', 'untouched', 'refused']],
  ['16 minutes', { file: { durationMs: 960_000 } }, ['untouched', 'refused', 'refused']],
  ['13 hours', { file: { durationMs: 46_800_000 } }, three('refused')],
]

describe('the smallest repair', () => {
  test.each(TABLE)('for %s', (_what, changes, kinds) => {
    const plan = (platform: Platform) => planRendition(factsOf(changes), platform).kind
    expect([plan('youtube'), plan('instagram'), plan('tiktok')]).toEqual([...kinds])
  })

  test('says why in words a creator understands', () => {
    expect(planRendition(factsOf(rate(120)), 'instagram')).toMatchObject({
      reasons: ['Instagram takes at most 60 pictures a second; this video has 120.'],
    })
  })

  test('leaves the sound alone when only the pictures are wrong', () => {
    expect(planRendition(factsOf(rate(120)), 'instagram')).toMatchObject({ audio: 'copy' })
  })

  test('leaves the pictures alone when only the sound is wrong', () => {
    const plan = planRendition(factsOf({ audio: { channels: 6 } }), 'instagram')
    expect(plan).toMatchObject({ video: 'copy', audio: { channels: 2, sampleRate: 48_000 } })
  })

  test('adds silence to sound that starts late, since a copy would pull it forward', () => {
    const late = factsOf({ audio: { startMs: 500 }, boxes: { hasEditList: true } })
    expect(planRendition(late, 'instagram').kind).toBe('audio')
  })

  test('repeats the first picture when the pictures start late', () => {
    const late = factsOf({ video: { startMs: 500 }, boxes: { hasEditList: true } })
    expect(planRendition(late, 'instagram').kind).toBe('encode')
  })
})

describe('a refusal', () => {
  test('names the limit and the length', () => {
    expect(planRendition(factsOf({ file: { durationMs: 2_000 } }), 'instagram')).toEqual({
      kind: 'refused',
      reason: 'Instagram takes at least 3 seconds; this video is 2 seconds.',
    })
  })

  test('follows what one creator may post on TikTok', () => {
    expect(planRendition(factsOf(), 'tiktok', { maxDurationMs: 59_000 })).toEqual({
      kind: 'refused',
      reason: 'TikTok takes at most 59 seconds here; this video is 60 seconds.',
    })
  })
})

describe('an encode', () => {
  test('halves a rate that is too high and repeats one that is too low', () => {
    expect(videoOf(rate(120), 'tiktok')).toMatchObject({ rate: { num: 120, den: 2 } })
    expect(videoOf(rate(12), 'tiktok')).toMatchObject({ rate: { num: 24, den: 1 } })
  })

  test('makes odd sides even', () => {
    const odd: Changes = { video: { width: 853, height: 481, chroma: '444' } }
    expect(videoOf(odd, 'instagram')).toMatchObject({ width: 854, height: 482 })
  })

  test('shrinks upright 4K to 1080 by 1920, and keeps the shape', () => {
    const tall: Changes = { video: { width: 2160, height: 3840 } }
    expect(videoOf(tall, 'instagram')).toMatchObject({ width: 1080, height: 1920 })
  })

  test('grows a thumbnail until TikTok takes it', () => {
    const small: Changes = { video: { width: 144, height: 256 } }
    expect(videoOf(small, 'tiktok')).toMatchObject({ width: 360, height: 640 })
  })

  test('spends no more than the room it has, and then takes its time', () => {
    const long: Changes = { file: { durationMs: 900_000, sizeBytes: 900_000_000 } }
    const spec = videoOf(long, 'instagram')
    expect(spec).toMatchObject({ preset: 'medium' })
    expect(((spec.maxBitRate + 128_000) * 900) / 8).toBeLessThan(300_000_000)
  })
})

describe('masters', () => {
  const platforms: Platform[] = ['youtube', 'instagram', 'tiktok']

  test('make one file for two platforms that need the same', () => {
    const proRes = factsOf({ video: { codec: 'prores' }, audio: { codec: 'pcm_s16le' } })
    const masters = planMasters(proRes, platforms)
    expect(masters.map(master => master.platforms)).toEqual([['youtube'], ['instagram', 'tiktok']])
  })

  test('keep apart what one platform refuses', () => {
    const long = factsOf({ file: { durationMs: 660_000 } })
    const masters = planMasters(long, platforms)
    expect(masters.map(master => master.platforms)).toEqual([['youtube', 'instagram'], ['tiktok']])
  })
})

function videoOf(changes: Changes, platform: Platform) {
  const plan = planRendition(factsOf(changes), platform)
  if (plan.kind !== 'encode' || plan.video === 'copy') throw new Error(`planned ${plan.kind}`)
  return plan.video
}

function rate(num: number): Changes {
  return { video: { rate: { num, den: 1 }, usualFps: num } }
}

function webm(codec: string, container: 'webm' | 'mkv' = 'webm'): Changes {
  return { file: { container }, boxes: null, video: { codec }, audio: { codec: 'opus' } }
}

function three(kind: Plan['kind']): Kinds {
  return [kind, kind, kind]
}
