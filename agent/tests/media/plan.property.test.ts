import { expect, test } from 'bun:test'
import { PLATFORMS } from '@content/api/contract'
import fc from 'fast-check'
import { breachesOf } from '../../src/media/breaches.ts'
import type { Facts } from '../../src/media/facts.ts'
import type { RepairPlan } from '../../src/media/plan.ts'
import { planRendition, rulesFor } from '../../src/media/plan.ts'
import { factsOf } from './facts-of.ts'

const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)
console.log(`plan.property.test: FC_SEED=${seed}`)

const codecs = ['h264', 'hevc', 'vp8', 'vp9', 'av1', 'prores', 'mpeg2video', 'unknown']
const side = fc.oneof(
  fc.integer({ min: 1, max: 9000 }),
  fc.constantFrom(359, 360, 1920, 1921, 4096),
)

const upTo = (max: number) => fc.double({ min: 1, max, noNaN: true })

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    file: fc.record({
      container: fc.constantFrom('mp4', 'mov', 'webm', 'mkv', 'mpegts', 'avi', 'other'),
      sizeBytes: fc.oneof(upTo(1e12), upTo(6e8)),
      durationMs: fc.oneof(upTo(5e7), upTo(9e5), upTo(6e4)),
      bitRate: fc.double({ min: 0, max: 1e9, noNaN: true }),
    }),
    boxes: fc.option(
      fc.record({
        isFaststart: fc.boolean(),
        hasEditList: fc.boolean(),
        hasCuts: fc.boolean(),
      }),
    ),
    video: fc.record({
      codec: fc.constantFrom(...codecs),
      width: side,
      height: side,
      rate: fc.record({ num: fc.integer({ min: 0, max: 1e7 }), den: fc.integer({ max: 1e5 }) }),
      usualFps: fc.double(),
      isVariableRate: fc.boolean(),
      isInterlaced: fc.boolean(),
      bitDepth: fc.constantFrom(8, 10, 12),
      chroma: fc.constantFrom('400', '420', '422', '444'),
      hdr: fc.constantFrom('none', 'pq', 'hlg'),
      bitRate: fc.option(fc.integer({ min: 0, max: 4e8 })),
      hasOpenGop: fc.boolean(),
      startMs: fc.double({ min: -1000, max: 5000, noNaN: true }),
    }),
    audio: fc.option(
      fc.record({
        codec: fc.constantFrom('aac', 'opus', 'mp3', 'pcm_s16le', 'unknown'),
        sampleRate: fc.constantFrom(0, 8000, 22_050, 44_100, 48_000, 96_000),
        channels: fc.integer({ min: 0, max: 24 }),
        startMs: fc.double({ min: -1000, max: 5000, noNaN: true }),
      }),
    ),
  })
  .map(factsOf)

const anyPlatform = fc.constantFrom(...PLATFORMS)

test('every video has a plan, and what it makes keeps every rule', () => {
  const holds = fc.property(
    anyFacts,
    anyPlatform,
    fc.option(fc.integer({ min: 1, max: 5e7 }), { nil: undefined, freq: 1 }),
    (facts, platform, maxDurationMs) => {
      const options = maxDurationMs === undefined ? {} : { maxDurationMs }
      const plan = planRendition(facts, platform, options)
      if (plan.kind === 'refused') return expect(plan.reason).toMatch(/^[A-Z].*\.$/)
      const result = plan.kind === 'untouched' ? facts : madeBy(facts, plan)
      expect(breachesOf(result, rulesFor(platform, options))).toEqual([])
      if (plan.kind !== 'untouched') expect(plan.reasons.length).toBeGreaterThan(0)
    },
  )
  fc.assert(holds, { numRuns: 5000, seed })
})

/** What the file will be if ffmpeg does as it is told. */
function madeBy(facts: Facts, { video, audio }: RepairPlan): Facts {
  const seconds = facts.durationMs / 1000
  const made: Facts = {
    ...facts,
    container: 'mp4',
    boxes: factsOf().boxes,
    video: { ...facts.video, startMs: 0, codecTag: 'hvc1' },
    audio:
      audio === 'drop'
        ? null
        : audio === 'copy'
          ? facts.audio && { ...facts.audio, startMs: 0 }
          : { ...STEREO, ...audio },
  }
  if (video === 'copy') return made
  const { width, height, rate, maxBitRate } = video
  return {
    ...made,
    sizeBytes: ((maxBitRate + 128_000) * seconds) / 8,
    video: { ...factsOf().video, width, height, rate, bitRate: maxBitRate },
  }
}

const STEREO = { index: 1, startMs: 0, hasCuts: false, parts: [], leftOut: 0 }
