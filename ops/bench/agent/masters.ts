import { join } from 'node:path'
import { findTools, type Tools } from '../../../agent/src/media/find-tools.ts'
import type { RepairPlan } from '../../../agent/src/media/plan.ts'
import { planRendition } from '../../../agent/src/media/plan.ts'
import { prepareAll, type Wanted } from '../../../agent/src/media/prepare.ts'
import { probe } from '../../../agent/src/media/probe.ts'
import { type Figure, ratiosOf, spreadOf, timed } from '../measure.ts'
import type { BenchOptions } from './benches.ts'
import { cameraClip, ffmpeg } from './clips.ts'
import { inFolder } from './folder.ts'

const SIZES = [
  [1920, 1080],
  [1280, 720],
  [960, 540],
] as const

/** A minute of 10-bit HEVC for three platforms, against three FFmpeg runs one after the other. */
export function benchMasters({ rounds }: BenchOptions): Promise<Figure[]> {
  return inFolder(async folder => {
    const tools = await findTools({ searchPath: process.env.PATH ?? '' })
    const source = await cameraClip(tools, join(folder, 'camera.mp4'))
    const probed = await probe(tools, source)
    if (probed.kind !== 'video') throw new Error(probed.reason)
    const { facts } = probed
    const plan = planRendition(facts, 'instagram')
    if (plan.kind !== 'encode') throw new Error(`The plan is ${plan.kind}, not an encode.`)
    const make = (wanted: Wanted[]) => timed(() => prepareAll(tools, { source, facts, wanted }))
    const one = [{ plan, platforms: ['instagram' as const], targetPath: join(folder, 'one.mp4') }]
    const three = SIZES.map((size, at) => ({
      plan: sized(plan, size),
      platforms: ['youtube' as const],
      targetPath: join(folder, `${at}.mp4`),
    }))
    const times = { shared: [] as number[], distinct: [] as number[], same: [] as number[] }
    const plain = { distinct: [] as number[], same: [] as number[] }
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      times.shared.push(await make(one))
      plain.same.push(await runs(tools, source, [SIZES[0], SIZES[0], SIZES[0]]))
      times.distinct.push(await make(three))
      plain.distinct.push(await runs(tools, source, SIZES))
    }
    return [
      figure('one shared master', [times.shared, plain.same], 0.58),
      figure('three distinct renditions', [times.distinct, plain.distinct], 0.7),
    ]
  })
}

function figure(name: string, [ours, theirs]: [number[], number[]], most: number): Figure {
  const ratio = ratiosOf(ours, theirs)
  const seconds = (times: number[]) => spreadOf(times.map(ms => ms / 1000))
  return {
    name,
    unit: 's',
    value: seconds(ours),
    against: { name: 'three ffmpeg runs', value: seconds(theirs), ratio },
    goal: { text: `≤ ${most}`, isMet: ratio.median <= most },
  }
}

function sized(plan: RepairPlan, [width, height]: readonly [number, number]): RepairPlan {
  if (plan.video === 'copy') throw new Error('The plan copies the pictures.')
  return { ...plan, video: { ...plan.video, width, height } }
}

/** What a person would type: the same encoder, quality and size, one run for each platform. */
function runs(tools: Tools, source: string, sizes: readonly (readonly [number, number])[]) {
  return timed(async () => {
    for (const [width, height] of sizes) {
      const video = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p']
      const shape = ['-vf', `scale=${width}:${height}`, '-c:a', 'copy', '-movflags', '+faststart']
      await ffmpeg(tools, ['-i', source, ...video, ...shape, `${source}.plain.mp4`])
    }
  })
}
