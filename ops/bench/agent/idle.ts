import { join } from 'node:path'
import { clip } from '../../../agent/tests/clips.ts'
import { startWorld } from '../../../agent/tests/world.ts'
import { MINUTE_MS } from '../../durations.ts'
import { type Figure, spreadOf } from '../measure.ts'
import type { BenchOptions } from './bench.ts'
import { cpuMsOf, memoryMbOf } from './process-figures.ts'
import { compiledProgram } from './program.ts'

const SLICES = 10

/** What an agent costs that has published a video and waits for the next. */
export async function benchIdle({ minutes }: BenchOptions): Promise<Figure[]> {
  const world = await startWorld()
  const programs: ReturnType<typeof startProgram>[] = []
  try {
    const channel = await world.connect('youtube')
    await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
    const agent = world.agent({ config: { upload_to_instagram: false, upload_to_tiktok: false } })
    const program = startProgram(await compiledProgram(join(world.dir, 'program')), agent.env)
    programs.push(program)
    await clip(join(agent.watchDir, 'first.mp4'), 'idle')
    await agent.until(videos => videos.some(video => video.state === 'published'))
    const shares: number[] = []
    const memory: number[] = []
    const sliceMs = (minutes * MINUTE_MS) / SLICES
    for (let slice = 0; slice < SLICES; slice += 1) {
      const [before, startedAt] = [cpuMsOf(program.pid), performance.now()]
      await Bun.sleep(sliceMs)
      const used = cpuMsOf(program.pid) - before
      shares.push((100 * used) / (performance.now() - startedAt))
      memory.push(memoryMbOf(program.pid, 'VmRSS'))
    }
    const share = shares.reduce((sum, it) => sum + it, 0) / shares.length
    const atEnd = memory.at(-1) ?? Number.NaN
    return [
      {
        name: `the compiled core, idle for ${minutes} minutes`,
        unit: '% of a core',
        value: { ...spreadOf(shares), median: share },
        goal: { text: '≤ 0.2', isMet: share <= 0.2 },
      },
      {
        name: 'resident memory at the end',
        unit: 'MB',
        value: { ...spreadOf(memory), median: atEnd },
        goal: { text: '≤ 65', isMet: atEnd <= 65 },
      },
    ]
  } finally {
    for (const program of programs) program.kill('SIGKILL')
    await Promise.all(programs.map(program => program.exited))
    await world.close()
  }
}

const startProgram = (path: string, env: Record<string, string>) =>
  Bun.spawn([path, 'watch'], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'ignore',
  })
