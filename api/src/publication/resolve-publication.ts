import type { PublicationRow, Quota, ResolvePublication } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { commitUpload, giveBackUpload, readQuota } from '../plan/quota.queries.ts'
import { recordOutcome } from './outcome-event.queries.ts'
import {
  isVideoOpen,
  lockVideoOf,
  type PublicationChange,
  type PublicationRecord,
  publicationById,
  updatePublication,
} from './publication.queries.ts'
import { mayResolve, remoteIdIn } from './publication.rules.ts'
import { publicationRow } from './publication-rows.queries.ts'
import { recordStep } from './story/steps.queries.ts'
import { beginTurn } from './turn/turn.queries.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor' | 'shared' | 'address' | 'userAgent' | 'requestId'>

export interface Resolved {
  publication: PublicationRow
  quota: Quota
}

/** Ends a doubt by what someone saw at the channel; saying the same twice is fine. */
export async function resolvePublication(ctx: Ctx, input: ResolvePublication): Promise<Resolved> {
  const { workspaceId } = ctx.actor
  await inTx(ctx, tx => resolve(tx, input))
  const publication = await publicationRow(ctx.db, workspaceId, input.publicationId)
  if (!publication) throw new Fault('not_found')
  await ctx.shared.live.publish(workspaceId, input.publicationId)
  return { publication, quota: await readQuota(ctx.db, ctx.actor, ctx.now()) }
}

async function resolve(ctx: Ctx, { publicationId, saw }: ResolvePublication): Promise<void> {
  const { workspaceId } = ctx.actor
  const videoId = await lockVideoOf(ctx.db, workspaceId, publicationId)
  const found = videoId && (await publicationById(ctx.db, workspaceId, publicationId))
  if (!found) throw new Fault('not_found')
  const isLive = saw.verdict === 'isLive'
  if (found.state === 'published' && isLive) return
  if (found.state === 'failed' && !isLive) return
  requireDoubt(ctx, found)
  const change = isLive ? live(found, saw.url, ctx.now()) : notThere(ctx.now())
  await updatePublication(ctx.db, { workspaceId, publicationId }, change)
  await recordStep(ctx.db, { workspaceId, publicationId }, { deviceId: null, isSeen: true })
  await beginTurn(ctx.db, { workspaceId, publicationId })
  if (isLive) await commitUpload(ctx.db, { workspaceId, videoId, now: ctx.now() })
  else if (!(await isVideoOpen(ctx.db, workspaceId, videoId))) {
    await giveBackUpload(ctx.db, { workspaceId, videoId })
  }
  const occasion = `seen ${ctx.now().toISOString()}`
  await recordOutcome(ctx.db, { workspaceId, publicationId, occasion })
  const [target, detail] = [`publication:${publicationId}`, { verdict: saw.verdict }]
  await writeAudit(ctx, { action: 'sensitive_update:publication', target, detail })
}

function requireDoubt({ actor, now }: Ctx, found: PublicationRecord): void {
  if (found.state === 'published') {
    throw new Fault('conflict', 'This video is already published there.')
  }
  const isOthers = actor.kind === 'key' && found.hasDevice && found.deviceId !== actor.deviceId
  if (isOthers) throw new Fault('conflict', 'Another device has taken this over.')
  const may = mayResolve(found, now())
  if (may === 'notSent') throw new Fault('conflict', 'Nothing of this was sent yet.')
  if (may === 'underWay') {
    throw new Fault('conflict', 'A device is still at it. Please look again in a while.')
  }
}

const live = (found: PublicationRecord, url: string | null, now: Date): PublicationChange => ({
  state: 'published',
  percent: 100,
  remote_id: url === null ? null : remoteIdIn(found.platform, url),
  url,
  // When it went live is not known; it was by the last word about it.
  published_at: new Date(Math.min(found.updatedAt.getTime(), now.getTime())),
  updated_at: now,
  failure_code: null,
  reason: null,
  who_can_fix: null,
})

const notThere = (now: Date): PublicationChange => ({
  state: 'failed',
  failure_code: 'not_there',
  reason: 'You looked: it is not there.',
  who_can_fix: 'you',
  updated_at: now,
})
