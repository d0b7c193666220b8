import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import type { Platform } from '@content/api/contract'
import { breachesOf } from '../../src/media/breaches.ts'
import type { Facts } from '../../src/media/facts.ts'
import type { Plan } from '../../src/media/plan.ts'
import { planRendition } from '../../src/media/plan.ts'
import type { Prepared } from '../../src/media/prepare.ts'
import { prepare } from '../../src/media/prepare.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { fileArgument } from '../../src/media/tools/command.ts'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import { MEDIA_RULES as RULES } from '../../src/platforms/index.ts'
import { runProgram } from '../run-program.ts'
import type { Clip } from './clips.ts'
import * as clips from './clips.ts'
import { toolKits } from './kits.ts'

type Kind = Plan['kind']

type Row = readonly [name: string, clip: Clip, instagram: Kind, tiktok: Kind, youtube?: Kind]

// YouTube takes nearly every one of them untouched, so it is named last and rarely.
const CLIPS: readonly Row[] = [
  ['a plain clip', clips.plain, 'untouched', 'untouched'],
  ['an upright phone video', clips.phoneVertical, 'remux', 'untouched'],
  ['ten-bit HEVC in Matroska', clips.hevcTenBitMkv, 'encode', 'remux'],
  ['a small HDR video', clips.hevcHdr, 'encode', 'encode'],
  ['VP9 in WebM', clips.vp9Webm, 'encode', 'untouched'],
  ['ProRes in MOV', clips.proResMov, 'encode', 'encode'],
  ['an interlaced television recording', clips.interlacedTs, 'encode', 'audio'],
  ['a silent screen recording', clips.screenVfr, 'encode', 'untouched'],
  ['six channels', clips.surround, 'audio', 'untouched'],
  ['61 seconds', clips.sixtyOneSeconds, 'remux', 'untouched'],
  ['2 seconds', clips.twoSeconds, 'refused', 'untouched'],
  ['odd sides', clips.oddSize, 'encode', 'untouched'],
  ['120 small pictures a second', clips.tiny120, 'encode', 'encode'],
  ['sound that starts late', clips.lateSound, 'audio', 'audio'],
  ['a trimmed recording', clips.trimmed, 'encode', 'encode', 'encode'],
  ['a name of 255 bytes', clips.hardName, 'audio', 'untouched'],
]

setDefaultTimeout(180_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
const probed = new Map<string, Promise<Facts>>()
afterAll(() => studio.close())

describe.each(kits)('with the $name ffmpeg', ({ tools, name: kit }) => {
  describe.each(CLIPS)('%s', (name, clip, ...kinds) => {
    test.each([
      ['youtube', kinds[2] ?? 'untouched'],
      ['instagram', kinds[0]],
      ['tiktok', kinds[1]],
    ] as const)(`fits %s: %s`, async (platform, kind) => {
      const source = await clip(studio)
      const facts = await sourceFacts(tools, source)
      const plan = planRendition(facts, platform)
      expect(plan.kind).toBe(kind)
      const targetPath = join(studio.folder, 'out', `${kit}-${name}-${platform}.mp4`)
      const made = prepare(tools, { source, facts, plan, platforms: [platform], targetPath })
      if (plan.kind === 'refused') return expect(made).rejects.toThrow(plan.reason)
      await expectFit(await made, { tools, platform, facts, plan })
    })
  })

  test('the half second of silence before late sound is kept', async () => {
    const source = await clips.lateSound(studio)
    const facts = await sourceFacts(tools, source)
    const plan = planRendition(facts, 'instagram')
    const targetPath = join(studio.folder, 'out', `${kit}-silence.mp4`)
    await prepare(tools, { source, facts, plan, platforms: ['instagram'], targetPath })
    expect(await soundStartsAt(tools, targetPath)).toBeCloseTo(0.5, 1)
  })

  test('a sideways recording is encoded upright and not turned twice', async () => {
    const source = await clips.phoneVertical(studio)
    const facts = await sourceFacts(tools, source)
    const plan = planRendition({ ...facts, video: { ...facts.video, bitDepth: 10 } }, 'instagram')
    expect(plan.kind).toBe('encode')
    const targetPath = join(studio.folder, 'out', `${kit}-upright.mp4`)
    await prepare(tools, { source, facts, plan, platforms: ['instagram'], targetPath })
    const { video } = await factsOf(tools, targetPath)
    expect(video).toMatchObject({ width: 360, height: 640, rotation: 0 })
  })

  test('a tone-mapped video says that its colours are standard', async () => {
    const source = await clips.hevcHdr(studio)
    const facts = await sourceFacts(tools, source)
    for (const canToneMap of [tools.canToneMap, false]) {
      const targetPath = join(studio.folder, 'out', `${kit}-sdr-${canToneMap}.mp4`)
      const plan = planRendition(facts, 'instagram')
      const able = { ...tools, canToneMap }
      await prepare(able, { source, facts, plan, platforms: ['instagram'], targetPath })
      expect((await factsOf(tools, targetPath)).video).toMatchObject({ hdr: 'none', bitDepth: 8 })
    }
  })
})

interface Fit {
  readonly tools: Tools
  readonly platform: Platform
  readonly facts: Facts
  readonly plan: Plan
}

async function expectFit(made: Prepared, { tools, platform, facts, plan }: Fit): Promise<void> {
  const result = await factsOf(tools, made.path)
  expect(breachesOf(result, RULES[platform])).toEqual([])
  expect(made.sizeBytes).toBe(Bun.file(made.path).size)
  if (plan.kind === 'untouched') return
  expect(result.boxes).toMatchObject({ isWhole: true, isFaststart: true, hasEditList: false })
  expect(result.video.startMs).toBe(0)
  expect(result.audio === null).toBe(facts.audio === null)
  // Sound that a wrong start had pushed back would end later than two pictures allow.
  expect(Math.abs(result.durationMs - facts.durationMs)).toBeLessThan(60)
  const shape = (video: Facts['video']) => video.width / video.height
  expect(shape(result.video)).toBeCloseTo(shape(facts.video), 1)
}

function sourceFacts(tools: Tools, path: string): Promise<Facts> {
  const key = `${tools.ffprobePath} ${path}`
  const known = probed.get(key) ?? factsOf(tools, path)
  probed.set(key, known)
  return known
}

async function factsOf(tools: Tools, path: string): Promise<Facts> {
  const found = await probe(tools, path)
  if (found.kind !== 'video') throw new Error(found.reason)
  return found.facts
}

async function soundStartsAt(tools: Tools, path: string): Promise<number> {
  const listen = ['-af', 'silencedetect=noise=-40dB:d=0.2', '-vn', '-f', 'null', '-']
  const command = [tools.ffmpegPath, '-nostdin', '-i', fileArgument(path), ...listen]
  const { stderr } = await runProgram(command)
  return Number(/silence_end: ([\d.]+)/.exec(stderr)?.[1] ?? 0)
}
