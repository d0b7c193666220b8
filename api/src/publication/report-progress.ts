import { type ReportProgress, traitsOf } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { extendHold, reserveUpload } from '../plan/quota.queries.ts'
import { HOLD_MS } from '../plan/quota.rules.ts'
import { lockVideoOf, publicationById, updatePublication } from './publication.queries.ts'
import { isSameInstallation } from './publication.rules.ts'
import { recordStep } from './story/steps.queries.ts'
import { beginTurn } from './turn/turn.queries.ts'

type Ctx = Pick<ByKey, 'db' | 'now' | 'actor' | 'shared'>

/** Writes down how far an upload is, and keeps its place in the month while it runs. */
export async function reportProgress(ctx: Ctx, input: ReportProgress): Promise<{ ok: true }> {
  await inTx(ctx, tx => report(tx, input))
  await ctx.shared.live.publish(ctx.actor.workspaceId, input.publicationId)
  return { ok: true }
}

async function report(
  ctx: Ctx,
  { publicationId, state, percent, installation }: ReportProgress,
): Promise<void> {
  const { workspaceId, deviceId } = ctx.actor
  const videoId = await lockVideoOf(ctx.db, workspaceId, publicationId)
  const found = videoId && (await publicationById(ctx.db, workspaceId, publicationId))
  if (!found) throw new Fault('not_found')
  if (found.state === 'published') {
    // A last word may arrive after the outcome, but nobody is to send it there again.
    if (state === 'confirming') return
    throw new Fault('conflict', 'This video is already published there.')
  }
  const isOurs = found.deviceId === deviceId && isSameInstallation(found, { installation })
  if (!isOurs) throw new Fault('conflict', 'Another device has taken this over.')
  if (found.state === 'failed') throw new Fault('conflict', 'This has ended; reserve it again.')
  const change = { state, percent, updated_at: ctx.now() }
  await updatePublication(ctx.db, { workspaceId, publicationId }, change)
  if (found.state !== state) {
    await recordStep(ctx.db, { workspaceId, publicationId }, { deviceId, isSeen: false })
  }
  const hasPlace = await beginTurn(ctx.db, { workspaceId, publicationId })
  if (traitsOf(found.platform).dailySlots && found.state === 'reserved' && !hasPlace) {
    throw new Fault('conflict', 'Its place in the day has lapsed; reserve it again.')
  }
  await keepUpload(ctx, videoId)
}

/** A hold that expired under a running upload is taken again; a full month does not stop it. */
async function keepUpload(ctx: Ctx, videoId: string): Promise<void> {
  const { workspaceId } = ctx.actor
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + HOLD_MS)
  if (await extendHold(ctx.db, { workspaceId, videoId, until: expiresAt })) return
  await reserveUpload(ctx.db, { workspaceId, videoId, now, expiresAt })
}
