import { judgeAtRest, type Outcome } from './campaign.ts'
import { reach } from './chaos.ts'
import { eachLine } from './network/lines.ts'
import { MOMENTS } from './network/moments.ts'
import { dropVideo } from './world/videos.ts'
import type { World } from './world/world.ts'

export interface Aim {
  clip: Uint8Array
  padBytes: number
  moments: RegExp
}

const PATIENCE_MS = 60_000

/** One video, and the agent is killed when it comes to one of these moments; nobody else is. */
export async function killOnce(
  world: World,
  { clip, padBytes, moments }: Aim,
  run: { restMs: number; signal: AbortSignal },
): Promise<Outcome> {
  const startedAt = performance.now()
  const wanted = MOMENTS.filter(({ name }) => moments.test(name))
  const reaching = reach(world, wanted, PATIENCE_MS)
  const dropped = [await dropVideo(world, clip, { name: 'aimed at', padBytes })]
  const moment = await reaching
  if (!moment) throw new Error(`The video did not come to ${moments} in time.`)
  const { agent } = world.victims
  for (const line of eachLine(world.lines)) line.orphan()
  await agent.kill()
  // What is held is lost with the line: the agent never hears of it.
  for (const line of eachLine(world.lines)) line.cut()
  await agent.start()
  const end = await judgeAtRest(world, dropped, run)
  const kills = [{ who: agent.name, when: moment.name }]
  return { kills, ...end, seconds: (performance.now() - startedAt) / 1000 }
}
