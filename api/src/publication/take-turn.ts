import type { Platform, Queue } from '../../contract/index.ts'
import { ownProjectOf } from '../connection/own-project.queries.ts'
import type { SignedIn } from '../context.ts'
import {
  giveBackTurn,
  hadBy,
  joinLine,
  lineOf,
  lockDay,
  openTurn,
  placeInLine,
  takePlace,
} from './turn.queries.ts'
import { pacificDay, turnOf } from './turn.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor' | 'config'>

/** A place in the day's allowance of the project it is published through, or where it waits. */
export async function takeTurn(
  ctx: Ctx,
  { publicationId, platform }: { publicationId: string; platform: Platform },
): Promise<Queue | null> {
  const { db, actor } = ctx
  const key = { workspaceId: actor.workspaceId, publicationId }
  const { limit, ...project } = await projectOf(ctx, platform)
  const open = await openTurn(db, key)
  if (open?.state === 'taken') {
    const isGood = open.project === project.project && open.taken_on === pacificDay(project.now)
    if (isGood) return null
    await giveBackTurn(db, key)
  }
  const taken = await lockDay(db, project)
  const me = await joinLine(db, key, project)
  const [line, had] = [await lineOf(db, project), await hadBy(db, project)]
  const queue = turnOf(line, me, { limit, taken, had, now: project.now })
  if (queue) await placeInLine(db, key, queue)
  else await takePlace(db, key, { ...project, limit })
  return queue
}

async function projectOf({ db, actor, config, now }: Ctx, platform: Platform) {
  const own = await ownProjectOf(db, actor.workspaceId, platform)
  return own
    ? { project: own.project, limit: own.dailyInserts, now: now() }
    : { project: `ours ${platform}`, limit: config.dailySlots[platform] ?? 0, now: now() }
}
