import type { Outcome, PublicationRow, Quota, TrackPublication } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { commitUpload, extendHold, giveBackUpload, readQuota } from '../plan/quota.queries.ts'
import { periodOf, quotaOf, UNKNOWN_HOLD_MS } from '../plan/quota.rules.ts'
import { recordOutcome } from '../publication/outcome-event.queries.ts'
import {
  isVideoOpen,
  lockVideoOf,
  type PublicationRecord,
  publicationById,
  rememberKey,
  updatePublication,
} from '../publication/publication.queries.ts'
import { effectOf, endingOf, publishedAs } from '../publication/publication.rules.ts'
import { publicationRow } from '../publication/publication-rows.queries.ts'
import { publishAtOnce } from '../publication/publish-at-once.queries.ts'
import { recordStep } from '../publication/story/steps.queries.ts'
import { beginTurn, giveBackTurn } from '../publication/turn/turn.queries.ts'

type Ctx = Pick<ByKey, 'db' | 'now' | 'actor' | 'shared'>

export interface Tracked {
  publication: PublicationRow
  quota: Quota
  isRepeat: boolean
}

/** Records how a publication ended, once per key, and settles its upload with it. */
export async function trackPublication(ctx: Ctx, input: TrackPublication): Promise<Tracked> {
  const payloadHash = hashOf(input)
  const atOnce = ctx.db.isTransaction ? null : await trackAtOnce(ctx, input, payloadHash)
  const tracked = atOnce ?? (await inTx(ctx, tx => track(tx, input, payloadHash)))
  if (!tracked.isRepeat) await ctx.shared.live.publish(ctx.actor.workspaceId, input.publicationId)
  return tracked
}

/** What is nearly always told; null when it is anything else, and then nothing was written. */
async function trackAtOnce(
  ctx: Ctx,
  { publicationId, outcome, idempotencyKey: key }: TrackPublication,
  payloadHash: string,
): Promise<Tracked | null> {
  if (outcome.state !== 'published') return null
  const { workspaceId, deviceId, plan } = ctx.actor
  const now = ctx.now()
  const told = {
    workspaceId,
    publicationId,
    deviceId,
    key,
    payloadHash,
    now,
    period: periodOf(now),
  }
  const done = await publishAtOnce(ctx.db, { ...told, ending: publishedAs(outcome, now) })
  if (!done) return null
  const { publication, month } = done
  const quota = month ? quotaOf(plan, now, month) : await readQuota(ctx.db, ctx.actor, now)
  return { publication, quota, isRepeat: false }
}

async function track(ctx: Ctx, input: TrackPublication, payloadHash: string): Promise<Tracked> {
  const { workspaceId } = ctx.actor
  // Locked before the key is remembered: two ways to tell the same take their locks in one order.
  const videoId = await lockVideoOf(ctx.db, workspaceId, input.publicationId)
  const known = await rememberKey(ctx.db, workspaceId, {
    key: input.idempotencyKey,
    payloadHash,
    now: ctx.now(),
  })
  if (known !== null && known !== payloadHash) {
    throw new Fault('conflict', 'This key was used for something else before.')
  }
  if (!videoId) throw new Fault('not_found')
  if (known === null) await settle(ctx, { ...input, videoId })
  const publication = await publicationRow(ctx.db, workspaceId, input.publicationId)
  if (!publication) throw new Fault('not_found')
  const quota = await readQuota(ctx.db, ctx.actor, ctx.now())
  return { publication, quota, isRepeat: known !== null }
}

/** The same whatever order a client writes the fields in. */
function hashOf({ publicationId, outcome }: TrackPublication): string {
  return sha256Hex(`${publicationId} ${JSON.stringify(outcome, Object.keys(outcome).sort())}`)
}

async function settle(ctx: Ctx, input: TrackPublication & { videoId: string }): Promise<void> {
  const { publicationId, videoId, outcome, idempotencyKey: occasion } = input
  const { workspaceId } = ctx.actor
  const found = await publicationById(ctx.db, workspaceId, publicationId)
  if (!found) throw new Fault('not_found')
  requireOwner(ctx, found, outcome)
  const effect = effectOf(found, outcome)
  if (effect === 'conflict') throw new Fault('conflict', 'This video is already published there.')
  if (effect === 'same') return
  const change = endingOf(outcome, ctx.now())
  await updatePublication(ctx.db, { workspaceId, publicationId }, change)
  const key = { workspaceId, publicationId }
  await (outcome.state === 'failed' ? giveBackTurn(ctx.db, key) : beginTurn(ctx.db, key))
  await settleUpload(ctx, { videoId, outcome })
  // A device that says "failed" twice tells nothing new the second time.
  if (found.state === outcome.state) return
  await recordStep(ctx.db, key, { deviceId: ctx.actor.deviceId, isSeen: false })
  await recordOutcome(ctx.db, { ...key, occasion })
}

/** That a video is public is news from anyone; that it is not, only from whoever holds it. */
function requireOwner(ctx: Ctx, found: PublicationRecord, outcome: Outcome): void {
  if (outcome.state === 'published' || found.state === 'published') return
  if (found.deviceId !== ctx.actor.deviceId && found.hasDevice) {
    throw new Fault('conflict', 'Another device has taken this over.')
  }
}

async function settleUpload(
  ctx: Ctx,
  { videoId, outcome }: { videoId: string; outcome: Outcome },
): Promise<void> {
  const { workspaceId } = ctx.actor
  const now = ctx.now()
  if (outcome.state === 'published') {
    await commitUpload(ctx.db, { workspaceId, videoId, now })
  } else if (outcome.state === 'unknown') {
    const until = new Date(now.getTime() + UNKNOWN_HOLD_MS)
    await extendHold(ctx.db, { workspaceId, videoId, until })
  } else if (!(await isVideoOpen(ctx.db, workspaceId, videoId))) {
    await giveBackUpload(ctx.db, { workspaceId, videoId })
  }
}
