import type { z } from 'zod'
import type { Reserved, ReservePublication } from '../../contract/index.ts'
import { traitsOf } from '../../contract/index.ts'
import { livePlatforms } from '../connection/connection.queries.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { requirePublishable, uploadsUsedUp } from '../plan/plan-gate.rules.ts'
import { extendHold, readQuota, reserveUpload } from '../plan/quota.queries.ts'
import { HOLD_MS, UNKNOWN_HOLD_MS } from '../plan/quota.rules.ts'
import {
  connectionToPublish,
  insertPublication,
  keptOf,
  lockVideoByContent,
  type PublicationRecord,
  publicationOf,
  updatePublication,
} from './publication.queries.ts'
import { type Claim, claimFor, isSameMetadata } from './publication.rules.ts'
import { recordStep } from './story/steps.queries.ts'
import { takeTurn } from './turn/take-turn.ts'

type Reserve = z.output<typeof ReservePublication>
type Ctx = Pick<ByKey, 'db' | 'now' | 'actor' | 'shared' | 'config'>

/** Gives a device the right to publish one video to one connection, or says why it need not. */
export async function reservePublication(ctx: Ctx, input: Reserve): Promise<Reserved> {
  const reserved = await inTx(ctx, tx => reserve(tx, input))
  if (CHANGING.includes(reserved.outcome)) {
    await ctx.shared.live.publish(ctx.actor.workspaceId, reserved.publicationId)
  }
  return reserved
}

const CHANGING: Reserved['outcome'][] = ['reserved', 'inDoubt', 'queued']

async function reserve(ctx: Ctx, input: Reserve): Promise<Reserved> {
  const { workspaceId, deviceId } = ctx.actor
  await requireConnection(ctx, input)
  const now = ctx.now()
  const videoId = await lockVideoByContent(ctx.db, workspaceId, { video: input.video, now })
  const found = await publicationOf(ctx.db, workspaceId, { ...input, videoId })
  const claim = found ? claimFor(found, { deviceId, ...input }, now) : 'begin'
  if (found && (claim === 'alreadyPublished' || claim === 'heldElsewhere')) {
    return answer(ctx, { publicationId: found.publicationId, outcome: claim, url: found.url })
  }
  if (found && claim === 'inDoubt') return doubt(ctx, found)
  if (found && claim === 'resume') requireSameWords(found, input)
  if (claim === 'begin') await requirePlatform(ctx, input.metadata.platform)
  const publicationId = found
    ? await claimAgain(ctx, { found, claim, input })
    : await insertPublication(ctx.db, workspaceId, { ...input, videoId, deviceId, now })
  if (claim === 'begin')
    await recordStep(ctx.db, { workspaceId, publicationId }, { deviceId, isSeen: false })
  const isUnsent = claim === 'begin' || found?.state === 'reserved'
  if (isUnsent && traitsOf(input.metadata.platform).dailySlots) {
    const queue = await takeTurn(ctx, { publicationId, platform: input.metadata.platform })
    if (queue) return answer(ctx, { publicationId, outcome: 'queued', url: null, queue })
  }
  const expiresAt = await holdUpload(ctx, { videoId, claim })
  return answer(ctx, { publicationId, outcome: 'reserved', url: null, expiresAt })
}

/** It may be live, and nobody can say: it keeps its upload and waits for someone who looked. */
async function doubt(ctx: Ctx, found: PublicationRecord): Promise<Reserved> {
  const { workspaceId, deviceId } = ctx.actor
  const { publicationId, videoId, url } = found
  const now = ctx.now()
  if (found.state !== 'unknown') {
    const change = { state: 'unknown', reason: MAY_BE_THERE, updated_at: now } as const
    await updatePublication(ctx.db, { workspaceId, publicationId }, change)
    await recordStep(ctx.db, { workspaceId, publicationId }, { deviceId, isSeen: false })
  }
  const expiresAt = new Date(now.getTime() + UNKNOWN_HOLD_MS)
  const kept = await extendHold(ctx.db, { workspaceId, videoId, until: expiresAt })
  if (!kept) await reserveUpload(ctx.db, { workspaceId, videoId, now, expiresAt })
  return answer(ctx, { publicationId, outcome: 'inDoubt', url })
}

const MAY_BE_THERE =
  'A device began this upload and does not remember how it ended. Please look at the channel.'

/** What is on its way goes with the words it was begun with; only what never left may change. */
function requireSameWords({ state, metadata }: PublicationRecord, input: Reserve): void {
  if (state !== 'uploading' && state !== 'confirming') return
  if (isSameMetadata(metadata, input.metadata)) return
  throw new Fault('conflict', 'This upload was begun with other words, and they cannot change now.')
}

async function requireConnection(ctx: Ctx, { connectionId, metadata }: Reserve): Promise<void> {
  const connection = await connectionToPublish(ctx.db, ctx.actor.workspaceId, connectionId)
  if (!connection) throw new Fault('not_found')
  if (connection.platform !== metadata.platform) {
    throw new Fault('invalid', 'These words are for another platform than the connection.', {
      fields: { 'metadata.platform': `The connection is on ${connection.platform}.` },
    })
  }
  if (connection.state !== 'live') {
    throw new Fault('connection_lost', `Please connect ${connection.label} again.`)
  }
}

async function requirePlatform(ctx: Ctx, platform: Reserve['metadata']['platform']) {
  const { plan, workspaceId } = ctx.actor
  const connected = await livePlatforms(ctx.db, workspaceId)
  requirePublishable(plan, platform, connected)
}

/** One upload for the video: the one it has already, else one of the month's. */
async function holdUpload(
  ctx: Ctx,
  { videoId, claim }: { videoId: string; claim: Claim },
): Promise<Date | null> {
  const { workspaceId } = ctx.actor
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + HOLD_MS)
  const kept = await extendHold(ctx.db, { workspaceId, videoId, until: expiresAt })
  if (kept) return kept.state === 'held' ? kept.expiresAt : null
  const outcome = await reserveUpload(ctx.db, { workspaceId, videoId, now, expiresAt })
  // What is under way is finished even when its hold expired in a month that is now full.
  if (outcome !== 'noneLeft') return expiresAt
  if (claim === 'resume') return null
  throw uploadsUsedUp(await readQuota(ctx.db, ctx.actor, now))
}

async function claimAgain(
  ctx: Ctx,
  { found, claim, input }: { found: PublicationRecord; claim: Claim; input: Reserve },
): Promise<string> {
  const { workspaceId, deviceId } = ctx.actor
  const { publicationId, state } = found
  const isNew = claim === 'begin' || state === 'reserved'
  await updatePublication(
    ctx.db,
    { workspaceId, publicationId },
    {
      device_id: deviceId,
      installation: input.installation,
      updated_at: ctx.now(),
      ...(isNew && {
        state: 'reserved',
        percent: 0,
        metadata: JSON.stringify(input.metadata),
        ...keptOf(input),
        failure_code: null,
        reason: null,
        who_can_fix: null,
      }),
    },
  )
  return publicationId
}

async function answer(
  ctx: Ctx,
  reserved: Omit<Reserved, 'quota' | 'queue' | 'expiresAt'> & {
    expiresAt?: Date | null
    queue?: Reserved['queue']
  },
): Promise<Reserved> {
  return {
    queue: null,
    ...reserved,
    expiresAt: reserved.expiresAt?.toISOString() ?? null,
    quota: await readQuota(ctx.db, ctx.actor, ctx.now()),
  }
}
