import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import fc from 'fast-check'
import { planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { decodesWholly } from '../../src/media/probe/deep-check.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { endingOf } from '../../src/watch/container.ts'
import * as clips from './clips.ts'
import { type Kit, toolKits } from './kits.ts'

/** How many recordings are made; a long run is `RECORDINGS=40 bun test …`. */
const count = Number(Bun.env.RECORDINGS ?? 6)
const seed = Number(Bun.env.FC_SEED ?? Date.now() % 2 ** 31)
console.log(`lengths.test: FC_SEED=${seed} RECORDINGS=${count}`)

setDefaultTimeout(120_000 + count * 10_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())
const { signal } = new AbortController()

const MPEG = ['-c:v', 'mpeg4', '-g', '12', '-c:a', 'aac']
const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
const PIECES = '+frag_keyframe+empty_moov+default_base_moof+frag_discont'
const LATE_MP4 = ['-avoid_negative_ts', 'disabled', '-use_editlist', '0', '-movflags', PIECES]

/** Recordings whose header says nothing of their length, or something else. */
const KINDS = {
  'live.webm': { codecs: VP8, options: ['-live', '1'], isLate: false },
  'live.mkv': { codecs: MPEG, options: ['-live', '1'], isLate: false },
  'late.mp4': { codecs: X264, options: LATE_MP4, isLate: true },
  'late.mkv': { codecs: MPEG, options: ['-avoid_negative_ts', 'disabled'], isLate: true },
  'late.ts': { codecs: MPEG, options: [], isLate: true },
} as const

const anyRecording = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
  seconds: fc.integer({ min: 2, max: 24 }).map(quarters => quarters / 4 + 0.5),
  rate: fc.constantFrom(24, 25, 30, 50),
  hasSound: fc.boolean(),
  startsAtS: fc.constantFrom(1, 60, 7200, 40_000),
})
type Recording = typeof anyRecording extends fc.Arbitrary<infer T> ? T : never

async function record({ kind, seconds, rate, ...on }: Recording, at: number): Promise<string> {
  const { codecs, options, isLate } = KINDS[kind]
  const target = join(studio.folder, `${at}-${kind}`)
  const picture = `testsrc2=size=128x96:rate=${rate}:duration=${seconds}`
  const sound = ['-f', 'lavfi', '-i', `sine=sample_rate=48000:duration=${seconds}`]
  await studio.ffmpeg(
    ...['-f', 'lavfi', '-i', picture, ...(on.hasSound ? sound : []), ...codecs],
    ...[...(isLate ? ['-output_ts_offset', String(on.startsAtS)] : []), ...options, target],
  )
  return target
}

test('a recording is as long as what is in it, whatever its header says', async () => {
  const wrong: object[] = []
  for (const [at, recording] of fc.sample(anyRecording, { numRuns: count, seed }).entries()) {
    const path = await record(recording, at)
    // Each ffmpeg has its turn; what is wrong with one is mostly wrong with both.
    const { tools, name } = kits[at % kits.length] ?? kits[0]
    const ending = await endingOf(path)
    const missing = await decodesWholly(tools, path, signal)
    const found = await probe(tools, path)
    const ms = found.kind === 'video' ? found.facts.durationMs : Number.NaN
    const isRight = Math.abs(ms - recording.seconds * 1000) < 150
    if (ending.kind === 'broken' || missing || !isRight) {
      wrong.push({ ...recording, name, ms, ending, missing, found })
    }
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
})

test.each(kits)('a film that begins late is sent from its start by the $name ffmpeg', kit =>
  sentFromItsStart(kit),
)

async function sentFromItsStart({ tools, name }: Kit) {
  const wish = { seconds: 3, rate: 25, hasSound: true, startsAtS: 7200 } as const
  const source = await record({ kind: 'late.mp4', ...wish }, 1000)
  const found = await probe(tools, source)
  if (found.kind !== 'video') throw new Error(found.reason)
  const plan = planRendition(found.facts, 'youtube')
  expect(plan.kind).toBe('remux')
  const targetPath = join(studio.folder, `from-its-start-${name}.mp4`)
  const job = { source, facts: found.facts, plan, platforms: ['youtube'] as const, targetPath }
  await prepare(tools, job)
  const sent = await probe(tools, targetPath)
  if (sent.kind !== 'video') throw new Error(sent.reason)
  expect(Math.abs(sent.facts.durationMs - 3000)).toBeLessThan(150)
  expect(sent.facts.video.startMs).toBeLessThan(100)
}
