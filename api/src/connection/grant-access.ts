import { type Connection, type Grant, type Platform, traitsOf } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { DAY_MS } from '../lib/time.ts'
import { isBeingPublishedTo, sealedConnections } from './connection.queries.ts'
import { pickConnection, toConnection } from './connection.rules.ts'
import { freshAccess } from './fresh-access.ts'

interface Wanted {
  platform: Platform
  connectionId?: string | undefined
  refused?: string | undefined
}

/** For so long after its last news a publication may still need a cover or captions. */
const NEEDED_MS = 30 * DAY_MS

/** Hands a device a short-lived access token for one connection that it publishes to. */
export async function grantAccess(ctx: ByKey, wanted: Wanted): Promise<Grant> {
  const connectionId = await connectionFor(ctx, wanted)
  await requirePublication(ctx, { platform: wanted.platform, connectionId })
  const { row, tokens } = await accessTo(ctx, connectionId, wanted.refused)
  ctx.setHeader('Cache-Control', 'no-store')
  return {
    accessToken: tokens.accessToken,
    expiresAt: tokens.accessExpiresAt,
    connection: toConnection(row),
    sandboxOrigin: sandboxOf(ctx, wanted.platform),
  }
}

// A token of a stand-in says so itself: a device must never take it, or a video, to the real one.
function sandboxOf({ config }: ByKey, platform: Platform): string | null {
  const chosen = config.platforms[platform]
  return chosen.kind === 'sandbox' ? new URL(chosen.origin).origin : null
}

/** Whether a grant could be had, without one: for a device that wants to know, not to publish. */
export async function checkAccess(ctx: ByKey, wanted: Wanted): Promise<Connection> {
  const { row } = await accessTo(ctx, await connectionFor(ctx, wanted), undefined)
  return toConnection(row)
}

async function connectionFor({ db, actor }: ByKey, { platform, connectionId }: Wanted) {
  const rows = await sealedConnections(db, actor.workspaceId, platform)
  return pickConnection(rows, platform, connectionId).connection_id
}

const accessTo = (ctx: ByKey, connectionId: string, refused: string | undefined) =>
  freshAccess(ctx, { workspaceId: ctx.actor.workspaceId, connectionId, refused })

interface Target {
  platform: Platform
  connectionId: string
}

/** A token that was given for nothing would spend what all workspaces share, past every line. */
async function requirePublication(ctx: ByKey, { platform, connectionId }: Target) {
  const { choicePerVideo, dailySlots } = traitsOf(platform)
  // What it offers this creator is asked before anything can be reserved.
  if (choicePerVideo) return
  const key = { workspaceId: ctx.actor.workspaceId, connectionId }
  const since = new Date(ctx.now().getTime() - NEEDED_MS)
  const needsPlace = dailySlots !== null
  if (await isBeingPublishedTo(ctx.db, key, { since, needsPlace })) return
  throw new Fault('conflict', 'Please reserve a video for this channel first.')
}
