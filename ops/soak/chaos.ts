import { eachLine, LINE_NAMES } from './network/lines.ts'
import { MOMENTS, type Moment } from './network/moments.ts'
import type { Toxics } from './network/proxied-line.ts'
import { pick } from './random.ts'
import type { Victim } from './world/victim.ts'
import type { World } from './world/world.ts'

export interface Kill {
  who: Victim['name']
  /** A named moment, or `at random`. */
  when: string
}

export interface Chaos {
  /** Kills once, at a chosen moment, and starts the victim again. */
  once(): Promise<Kill>
  /** Everyone is up again and the lines are well. */
  calm(): Promise<void>
}

const LONGEST_RANDOM_MS = 1200
/** A moment that does not come while little is going on is not waited for. */
const PATIENCE_MS = 4000
const MOMENTS_AT_ONCE = 4
/** It is on fewer lines than the others, and so would seldom be chosen. */
const API_EVERY = 7

const BAD_LINES: readonly Toxics[] = [
  {},
  { up: { latencyMs: 40, jitterMs: 30 }, down: { latencyMs: 40, jitterMs: 30 } },
  { up: { bytesPerSecond: 4_000_000 } },
  { up: { resetAfterBytes: 900_000 }, toxicity: 0.4 },
  { up: { endAfterBytes: 500_000 }, toxicity: 0.4 },
  { down: { isBlackHole: true }, toxicity: 0.3 },
  { down: { slowCloseMs: 300 } },
  { down: { resetAfterBytes: 0 }, toxicity: 0.3 },
]

/** Decides whom to kill and when, from a seed. */
export function makeChaos(world: World, random: () => number): Chaos {
  let kills = 0
  const starting = new Set<Promise<void>>()
  const restart = (victim: Victim) => {
    const begun = victim.start().catch(() => undefined)
    starting.add(begun)
    void begun.then(() => starting.delete(begun))
  }
  const fell = async (victim: Victim) => {
    if (victim.name === 'agent') for (const line of eachLine(world.lines)) line.orphan()
    await victim.kill()
    restart(victim)
  }
  return {
    async once() {
      await worsen(world, random)
      const moment = random() < 0.7 ? await reach(world, some(random), PATIENCE_MS) : null
      if (!moment) await Bun.sleep(random() * LONGEST_RANDOM_MS)
      kills += 1
      const isApisTurn = kills % API_EVERY === 0
      const wanted = isApisTurn ? 'api' : moment ? whoAt(moment, random) : whoever(random)
      const victim = world.victims[wanted].isReady() ? world.victims[wanted] : world.victims.agent
      await fell(victim)
      // Held bytes are lost with the line, or they arrive when their sender is long dead.
      if (random() < 0.5) for (const line of eachLine(world.lines)) line.cut()
      else for (const line of eachLine(world.lines)) line.release()
      return { who: victim.name, when: moment?.name ?? 'at random' }
    },
    async calm() {
      await Promise.all(LINE_NAMES.map(name => world.lines[name].set({})))
      for (const line of eachLine(world.lines)) line.cut()
      await Promise.all(starting)
      const down = Object.values(world.victims).filter(victim => !victim.isReady())
      await Promise.all(down.map(victim => victim.start()))
    },
  }
}

async function worsen({ lines }: World, random: () => number): Promise<void> {
  const name = pick(random, LINE_NAMES) ?? 'api'
  await lines[name].set((random() < 0.5 && pick(random, BAD_LINES)) || {})
}

/** A few of them, so that one comes along soon, and seldom ones get their turn. */
function some(random: () => number): Moment[] {
  return Array.from({ length: MOMENTS_AT_ONCE }, () => pick(random, MOMENTS) ?? []).flat()
}

/** Holds whatever comes first at one of these moments; null when none came. */
export async function reach(
  { lines }: World,
  moments: readonly Moment[],
  patienceMs: number,
): Promise<Moment | null> {
  const traps = moments.map(moment => ({ moment, ...lines[moment.line].trap(moment) }))
  const patience = Bun.sleep(patienceMs).then(() => null)
  const first = await Promise.race([
    patience,
    ...traps.map(async ({ moment, sprung }) => {
      await sprung
      return moment
    }),
  ])
  for (const { disarm } of traps) disarm()
  return first
}

function whoAt({ line }: Moment, random: () => number): Victim['name'] {
  if (random() < 0.6) return 'agent'
  return line === 'api' ? 'api' : 'sandbox'
}

function whoever(random: () => number): Victim['name'] {
  const chance = random()
  return chance < 0.5 ? 'agent' : chance < 0.8 ? 'sandbox' : 'api'
}
