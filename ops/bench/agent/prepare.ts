import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { planRendition } from '../../../agent/src/media/plan.ts'
import { prepare } from '../../../agent/src/media/prepare.ts'
import { probe } from '../../../agent/src/media/probe/probe.ts'
import { findTools } from '../../../agent/src/media/tools/find-tools.ts'
import { type Figure, inTurns, ratiosOf, spreadOf, timed } from '../measure.ts'
import type { BenchOptions } from './bench.ts'
import { compliantClip, ffmpeg } from './clips.ts'
import { inFolder } from './folder.ts'

/** Probe, plan and prepare of a file that only needs its index moved, against `ffmpeg -c copy`. */
export function benchPrepare({ rounds }: BenchOptions): Promise<Figure[]> {
  return inFolder(async folder => {
    const tools = await findTools({ searchPath: process.env.PATH ?? '' })
    const source = await compliantClip(tools, join(folder, 'compliant.mp4'))
    const [made, copied] = [join(folder, 'made.mp4'), join(folder, 'copied.mp4')]
    const ours = async () => {
      await rm(made, { force: true })
      return timed(async () => {
        const probed = await probe(tools, source)
        if (probed.kind !== 'video') throw new Error(probed.reason)
        const { facts } = probed
        const plan = planRendition(facts, 'instagram')
        if (plan.kind !== 'remux') throw new Error(`The plan is ${plan.kind}, not a remux.`)
        await prepare(tools, { source, facts, plan, platforms: ['instagram'], targetPath: made })
      })
    }
    const copy = ['-i', source, '-c', 'copy', '-movflags', '+faststart', copied]
    const theirs = () => timed(() => ffmpeg(tools, copy))
    const times = await inTurns(rounds, { ours, theirs })
    const ratio = ratiosOf(times.ours, times.theirs)
    return [
      {
        name: 'compliant 60 s 1080p clip, probed, planned, prepared and checked',
        unit: 'ms',
        value: spreadOf(times.ours),
        against: { name: 'ffmpeg -c copy', value: spreadOf(times.theirs), ratio },
        goal: { text: '≤ 1.15', isMet: ratio.median <= 1.15 },
      },
    ]
  })
}
