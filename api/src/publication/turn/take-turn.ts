import type { Platform, Queue } from '../../../contract/index.ts'
import { ownProjectOf } from '../../connection/own-project/own-project.queries.ts'
import type { SignedIn } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { hasProvenOwner } from '../../workspace/member/member.queries.ts'
import { asksForProof, UNPROVEN } from '../../workspace/member/member.rules.ts'
import type { TurnKey } from './turn.queries.ts'
import {
  countInLine,
  giveBackTurn,
  joinLine,
  listWaiting,
  lockDay,
  openTurn,
  placeInLine,
  takePlace,
  usageByWorkspace,
} from './turn.queries.ts'
import { MOST_IN_LINE, pacificDay, turnOf, UNSENT_MS } from './turn.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor' | 'config'>

/** A place in the day's allowance of the project it is published through, or where it waits. */
export async function takeTurn(
  ctx: Ctx,
  { publicationId, platform }: { publicationId: string; platform: Platform },
): Promise<Queue | null> {
  const { db, actor } = ctx
  const key = { workspaceId: actor.workspaceId, publicationId }
  const { limit, isShared, ...project } = await projectOf(ctx, platform)
  const open = await openTurn(db, key)
  if (open?.state === 'taken') {
    const isGood = open.project === project.project && open.taken_on === pacificDay(project.now)
    if (isGood) return null
    await giveBackTurn(db, key)
  }
  if (isShared) await requireProof(ctx)
  if (open?.state !== 'waiting') await requireRoomInLine(ctx, key, project.project)
  const taken = await lockDay(db, project)
  const me = await joinLine(db, key, project)
  const [line, usage] = [await listWaiting(db, project), await usageByWorkspace(db, project)]
  const queue = turnOf(line, me, { limit, taken, usage, now: project.now, isShared })
  if (queue) await placeInLine(db, key, queue)
  else await takePlace(db, key, { ...project, limit })
  return queue
}

async function projectOf({ db, actor, config, now }: Ctx, platform: Platform) {
  const own = await ownProjectOf(db, actor.workspaceId, platform)
  return own
    ? { project: own.project, limit: own.dailyInserts, now: now(), isShared: false }
    : { project: `ours ${platform}`, limit: config.dailySlots[platform] ?? 0, ...shared(now()) }
}

const shared = (now: Date) => ({ now, isShared: true })

/** A shared place is for whoever has shown that an address is theirs. */
async function requireProof({ db, actor, config }: Ctx): Promise<void> {
  if (!asksForProof(config) || (await hasProvenOwner(db, actor.workspaceId))) return
  throw new Fault('forbidden', UNPROVEN)
}

/** Everybody who asks reads the whole line, so nobody may make it as long as they like. */
async function requireRoomInLine({ db }: Ctx, { workspaceId }: TurnKey, project: string) {
  if ((await countInLine(db, workspaceId, project)) < MOST_IN_LINE) return
  throw new Fault('rate_limited', `${MOST_IN_LINE} of your videos wait for their turn already.`, {
    retryAfterSeconds: UNSENT_MS / 1000,
  })
}
