import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withServices } from '../services.ts'
import { BROKEN, type BrokenName, copyBroken } from './broken.ts'
import { type CampaignOptions, type Outcome, runCampaign } from './campaign.ts'
import { type Clips, makeClips } from './videos.ts'
import { FOLDER_PREFIX, startWorld, type World, type WorldOptions } from './world.ts'

export type SoakRun = Omit<CampaignOptions, 'clips'> & { isKept?: boolean }

/** One campaign in a world of its own; everything it started ends with it. */
export function soak(run: SoakRun): Promise<Outcome> {
  return inClips(clips => inWorld(run, world => runCampaign(world, { ...run, clips })))
}

/** The same with an agent that was broken on purpose, killed where its line matters. */
export function soakBroken(name: BrokenName, run: SoakRun): Promise<Outcome> {
  return inClips(async (clips, folder) => {
    const agentCli = copyBroken(name, folder)
    const { moments } = BROKEN[name]
    return inWorld({ ...run, agentCli }, world => runCampaign(world, { ...run, clips, moments }))
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
