import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withServices } from '../services.ts'
import { BROKEN, type BrokenName, copyBroken } from './broken.ts'
import { type CampaignOptions, type Outcome, runCampaign, together } from './campaign.ts'
import { killOnce } from './kill-once.ts'
import { type Clips, makeClips } from './world/videos.ts'
import { FOLDER_PREFIX, startWorld, type World, type WorldOptions } from './world/world.ts'

const SEED_STEP = 1000

export type SoakRun = Omit<CampaignOptions, 'clips'> & { isKept?: boolean }

/** One campaign in a world of its own; everything it started ends with it. */
export const soak = (run: SoakRun): Promise<Outcome> => soakSideBySide(run, 1)

/** The kills shared out to several worlds at once, because most of each one's time is waiting. */
export function soakSideBySide(run: SoakRun, worlds: number): Promise<Outcome> {
  return inClips(async clips => {
    const one = (index: number) => {
      const kills = Math.floor((run.kills + index) / worlds)
      const own = { ...run, clips, kills, seed: run.seed + index * SEED_STEP }
      return inWorld(own, world => runCampaign(world, own))
    }
    const all = Array.from({ length: worlds }, (_, index) => one(index))
    // Whoever fails first must not end the process while others still have to clean up.
    await Promise.allSettled(all)
    const [first, ...others] = await Promise.all(all)
    if (!first) throw new Error('A soak needs at least one world.')
    return together([first, ...others])
  })
}

/** One video for an agent that was broken on purpose, killed where its line matters. */
export function soakBroken(name: BrokenName, run: Omit<SoakRun, 'kills'>): Promise<Outcome> {
  return inClips(async (clips, folder) => {
    const agentCli = copyBroken(name, folder)
    const aim = { ...BROKEN[name], clip: clips.clean }
    return inWorld({ ...run, agentCli }, world => killOnce(world, aim, run))
  })
}

/** A world on the Postgres that the environment names, or on one started for it. */
export function inWorld<T>(
  options: Omit<WorldOptions, 'serverUrl'>,
  use: (world: World) => Promise<T>,
): Promise<T> {
  return withServices({ postgres: true }, async ({ env }) => {
    const world = await startWorld({ ...options, serverUrl: env.DATABASE_URL ?? '' })
    try {
      return await use(world)
    } finally {
      await world.close()
    }
  })
}

/** The tiny clips that every video is made from, and a folder that goes when they are done with. */
export async function inClips<T>(use: (clips: Clips, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX))
  try {
    return await use(await makeClips(folder), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
