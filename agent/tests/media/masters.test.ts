import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Facts } from '../../src/media/facts.ts'
import { planMasters } from '../../src/media/masters.ts'
import type { RepairPlan } from '../../src/media/plan.ts'
import { isRepair, planRendition } from '../../src/media/plan.ts'
import { prepareAll } from '../../src/media/prepare.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { partialIn, pidFileOf, sweepLeftovers } from '../../src/media/tools/leftovers.ts'
import * as clips from './clips.ts'
import { factsOf } from './facts-of.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

const FAST = { video: { rate: { num: 120, den: 1 }, usualFps: 120 } }

describe('one file for several platforms', () => {
  test('is made when they need the very same', () => {
    const masters = planMasters(factsOf(FAST), ['youtube', 'instagram', 'tiktok'])
    expect(masters.map(it => it.platforms)).toEqual([['youtube'], ['instagram', 'tiktok']])
  })

  test('is the stricter one when the other would hardly differ', () => {
    // Instagram's 300 MB leave 4 minutes of 1080p60 a little less than TikTok's 4 GB do.
    const facts = factsOf({ ...FAST, file: { durationMs: 140_000 } })
    const alone = encodeOf(planRendition(facts, 'instagram')).maxBitRate
    expect(alone).toBeLessThan(encodeOf(planRendition(facts, 'tiktok')).maxBitRate)
    const [, master] = planMasters(facts, ['youtube', 'tiktok', 'instagram'])
    expect(master?.platforms).toEqual(['tiktok', 'instagram'])
    expect(encodeOf(master?.plan).maxBitRate).toBe(alone)
  })

  test('is not made when one would look much worse for it', () => {
    const facts = factsOf({ ...FAST, file: { durationMs: 590_000 } })
    expect(planMasters(facts, ['instagram', 'tiktok'])).toHaveLength(2)
  })

  test('is not made where sizes differ', () => {
    const facts = factsOf({ video: { ...FAST.video, width: 3840, height: 2160 } })
    expect(planMasters(facts, ['instagram', 'tiktok'])).toHaveLength(2)
  })
})

describe.each(kits)('with the $name ffmpeg', ({ tools, name: kit }) => {
  let facts: Facts
  let source = ''
  beforeAll(async () => {
    source = await clips.phoneVertical(studio)
    const found = await probe(tools, source)
    if (found.kind !== 'video') throw new Error(found.reason)
    facts = found.facts
  })

  /** Upright pictures of the given width, in new H.264. */
  const encodeTo = (width: number): RepairPlan => {
    const plan = planRendition({ ...facts, video: { ...facts.video, bitDepth: 10 } }, 'instagram')
    if (!isRepair(plan) || plan.video === 'copy') throw new Error('It should need an encode.')
    return { ...plan, video: { ...plan.video, width, height: (width * 16) / 9 } }
  }

  test('three different files come from one run, each right and upright', async () => {
    const folder = join(studio.folder, `three-${kit}`)
    const remux: RepairPlan = { kind: 'remux', reasons: [], video: 'copy', audio: 'copy' }
    const plans = [encodeTo(360), remux, encodeTo(720)]
    const wanted = plans.map((plan, at) => ({
      ...{ plan, platforms: ['tiktok'] as const },
      targetPath: join(folder, `${at}.mp4`),
    }))
    const made = await prepareAll(tools, { source, facts, wanted })
    const found = await Promise.all(made.map(({ path }) => probe(tools, path)))
    const shapes = found.map(it =>
      it.kind === 'video' ? [it.facts.video.width, it.facts.video.height] : it.reason,
    )
    expect(shapes).toEqual([
      [360, 640],
      [360, 640],
      [720, 1280],
    ])
    expect(found.every(it => it.kind === 'video' && it.facts.audio)).toBe(true)
    expect((await readdir(folder)).toSorted()).toEqual(['0.mp4', '1.mp4', '2.mp4'])
  })

  test('none gets its name when one of them is wrong', async () => {
    const folder = join(studio.folder, `wrong-${kit}`)
    const wanted = [encodeTo(360), encodeTo(180)].map((plan, at) => ({
      ...{ plan, platforms: ['tiktok'] as const },
      targetPath: join(folder, `${at}.mp4`),
    }))
    const made = prepareAll(tools, { source, facts, wanted })
    await expect(made).rejects.toThrow('TikTok takes sides of 360 to 4096 pixels')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('what a killed agent left', () => {
  const KILLED = '.00000000-0000-4000-8000-000000000000.partial.mp4'

  test('is swept, and its ffmpeg is ended', async () => {
    const folder = join(studio.folder, 'sweep', 'video')
    await mkdir(folder, { recursive: true })
    const partial = join(folder, KILLED)
    const endless = ['-f', 'lavfi', '-re', '-i', 'testsrc2=size=320x180:duration=600']
    const [{ tools }] = kits
    const child = Bun.spawn([tools.ffmpegPath, '-nostdin', '-v', 'quiet', ...endless, partial])
    await writeFile(pidFileOf(partial), String(child.pid))
    await writeFile(join(folder, 'done.mp4'), 'finished')
    await sweepLeftovers(join(studio.folder, 'sweep'))
    await child.exited
    expect(child.signalCode).toBe('SIGKILL')
    expect(await readdir(folder)).toEqual(['done.mp4'])
  })

  test('is not mistaken for another program that has its number now', async () => {
    const folder = join(studio.folder, 'reused')
    await mkdir(folder)
    const other = Bun.spawn(['sleep', '60'])
    await writeFile(pidFileOf(join(folder, KILLED)), String(other.pid))
    await sweepLeftovers(folder)
    expect(other.killed || other.exitCode !== null).toBe(false)
    other.kill()
    expect(await readdir(folder)).toEqual([])
  })

  test('does not include what is being made right now', async () => {
    const path = partialIn(studio.folder, 'partial.mp4')
    await writeFile(path, 'half')
    await sweepLeftovers(studio.folder)
    expect(existsSync(path)).toBe(true)
  })
})

function encodeOf(plan: unknown) {
  const { video } = plan as RepairPlan
  if (video === 'copy') throw new Error('It should be an encode.')
  return video
}
