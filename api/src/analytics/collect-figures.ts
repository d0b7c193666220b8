import type { Platform } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import {
  type LiveConnection,
  listPublishedThere,
  nextToAsk,
  type PublishedThere,
  type Snapshot,
  storeFigures,
} from './figures.queries.ts'

type RemoteFigures = Awaited<ReturnType<Context['platforms']['ours'][Platform]['figures']>>

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'shared' | 'platforms'> & {
  /** A fresh access token, or null when the connection has none to give right now. */
  accessTokenFor: (connection: LiveConnection) => Promise<string | null>
}

/** What every platform takes in one question. */
const IDS_AT_ONCE = 20
/** The rest of a large channel's videos have their turn in the next rounds. */
const MOST_A_ROUND = 500

/** Asks every live connection's platform for its public figures, who waited longest first. */
export async function collectFigures(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const before = ctx.now()
  while (!signal.aborted) {
    const now = new Date(Math.max(ctx.now().getTime(), before.getTime()))
    const connection = await nextToAsk(ctx.db, { before, now })
    if (!connection) return
    await collectQuietly(ctx, connection, signal)
  }
}

/** One connection that fails must not keep the others from their figures. */
async function collectQuietly(ctx: Ctx, connection: LiveConnection, signal: AbortSignal) {
  try {
    await collectFrom(ctx, connection, signal)
  } catch (error) {
    const { workspaceId, connectionId, platform } = connection
    const reason = error instanceof Error ? error.message : 'unknown'
    ctx.log.warn('no figures', { workspaceId, connectionId, platform, reason })
  }
}

async function collectFrom(ctx: Ctx, connection: LiveConnection, signal: AbortSignal) {
  const { workspaceId, platform } = connection
  const published = await listPublishedThere(ctx.db, connection, MOST_A_ROUND)
  if (published.length === 0) return
  const accessToken = await ctx.accessTokenFor(connection)
  if (accessToken === null) return
  for (let i = 0; i < published.length && !signal.aborted; i += IDS_AT_ONCE) {
    const asked = published.slice(i, i + IDS_AT_ONCE)
    const ids = asked.map(publication => publication.remoteId)
    const figures = await ctx.platforms.ours[platform].figures(accessToken, ids)
    await keep(ctx, workspaceId, snapshotsOf(asked, figures))
  }
}

async function keep(ctx: Ctx, workspaceId: string, snapshots: Snapshot[]): Promise<void> {
  if (snapshots.length === 0) return
  await storeFigures(ctx.db, workspaceId, { snapshots, takenAt: ctx.now() })
  for (const { publication_id } of snapshots)
    await ctx.shared.live.publish(workspaceId, publication_id)
}

function snapshotsOf(asked: PublishedThere[], figures: RemoteFigures): Snapshot[] {
  const byRemoteId = new Map(figures.map(figure => [figure.remoteId, figure]))
  return asked.flatMap(({ publicationId, remoteId }) => {
    const found = byRemoteId.get(remoteId)
    if (!found) return []
    return {
      publication_id: publicationId,
      views: asCount(found.views),
      likes: asCount(found.likes),
      comments: asCount(found.comments),
      shares: asCount(found.shares),
    }
  })
}

/** A platform's number, or nothing when it is not one that can be counted. */
const asCount = (value: number | null) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? value : null
