import { type Platform, traitsOf } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import {
  type DueVideo,
  type LiveConnection,
  listDueConnections,
  listDueVideos,
  listNearlyDue,
  noteAnswer,
  noteMissed,
  noteStandings,
  takeConnection,
} from './due.queries.ts'
import { type Snapshot, storeFigures } from './figures.queries.ts'
import { nextFiguresAt, nextTryAt } from './schedule.rules.ts'
import { standingAfter } from './standing.rules.ts'

type RemoteFigures = Awaited<ReturnType<Context['platforms']['ours'][Platform]['figures']>>

type Ctx = Pick<Context, 'db' | 'now' | 'log' | 'shared' | 'platforms'> & {
  /** A fresh access token, or null when the connection has none to give right now. */
  accessTokenFor: (connection: LiveConnection) => Promise<string | null>
}

/** The rest of a large channel's videos have their turn in the next rounds. */
const MOST_A_ROUND = 500

/** Asks platforms for the figures that are due, for each channel once, who waited longest first. */
export async function collectFigures(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const before = ctx.now()
  for (const key of await listDueConnections(ctx.db, before)) {
    if (signal.aborted) return
    const connection = await takeConnection(ctx.db, key, { before, now: ctx.now() })
    if (connection) await collectQuietly(ctx, connection, signal)
  }
}

/** One connection that fails must not keep the others from their figures; it is left in peace. */
async function collectQuietly(ctx: Ctx, connection: LiveConnection, signal: AbortSignal) {
  const { workspaceId, connectionId, platform, failed } = connection
  try {
    if (!(await collectFrom(ctx, connection, signal))) return
    if (failed > 0) await noteAnswer(ctx.db, connection, { failed: 0, retryAt: null })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    ctx.log.warn('no figures', { workspaceId, connectionId, platform, reason })
    const wished = error instanceof Fault ? error.notes.retryAfterSeconds : undefined
    const retryAt = nextTryAt(failed, wished, ctx.now())
    await noteAnswer(ctx.db, connection, { failed: failed + 1, retryAt })
  }
}

/** Whether the platform was asked, and answered. What came before a failure is kept. */
async function collectFrom(ctx: Ctx, connection: LiveConnection, signal: AbortSignal) {
  const { workspaceId, platform } = connection
  const due = await listDueVideos(ctx.db, connection, { now: ctx.now(), most: MOST_A_ROUND })
  if (due.length === 0) return false
  const accessToken = await ctx.accessTokenFor(connection)
  if (accessToken === null) throw new Fault('connection_lost')
  const { atOnce, aDay } = traitsOf(platform).figures
  // Where questions are counted none goes out half empty; what comes along needs none of its own.
  const room = aDay === null ? 0 : (atOnce - (due.length % atOnce)) % atOnce
  if (room > 0)
    due.push(...(await listNearlyDue(ctx.db, connection, { now: ctx.now(), most: room })))
  for (let i = 0; i < due.length && !signal.aborted; i += atOnce) {
    const asked = due.slice(i, i + atOnce)
    const ids = asked.map(video => video.remoteId)
    const figures = await ctx.platforms.ours[platform].figures(accessToken, ids)
    await keep(ctx, workspaceId, { asked, figures })
  }
  return true
}

async function keep(
  ctx: Ctx,
  workspaceId: string,
  { asked, figures }: { asked: DueVideo[]; figures: RemoteFigures },
): Promise<void> {
  const takenAt = ctx.now()
  const told = new Map(figures.map(figure => [figure.remoteId, figure]))
  const missed = asked.filter(video => !told.has(video.remoteId))
  await noteMissed(
    ctx.db,
    workspaceId,
    missed.map(({ publicationId, publishedAt, missed }) => {
      return { publicationId, nextAt: nextFiguresAt(publishedAt, missed + 1, takenAt) }
    }),
  )
  const videos = asked.flatMap(video => standingOf(video, told.get(video.remoteId)))
  await noteStandings(ctx.db, workspaceId, { videos, at: takenAt })
  const snapshots = asked.flatMap(video => snapshotOf(video, told.get(video.remoteId), takenAt))
  if (snapshots.length > 0) await storeFigures(ctx.db, workspaceId, { snapshots, takenAt })
  const changed = snapshots.map(it => it.publication_id)
  for (const id of new Set([...changed, ...videos.map(it => it.publicationId)]))
    await ctx.shared.live.publish(workspaceId, id)
}

/** How it stands from now on, if that is something else. */
function standingOf(video: DueVideo, found: RemoteFigures[number] | undefined) {
  const standing = standingAfter(video.standing, found, found ? 0 : video.missed + 1)
  const isNew = standing !== null && standing !== video.standing
  return isNew ? [{ publicationId: video.publicationId, standing }] : []
}

function snapshotOf(
  { publicationId, publishedAt }: DueVideo,
  found: RemoteFigures[number] | undefined,
  takenAt: Date,
): Snapshot[] {
  if (!found) return []
  return [
    {
      publication_id: publicationId,
      views: asCount(found.views),
      likes: asCount(found.likes),
      comments: asCount(found.comments),
      shares: asCount(found.shares),
      next_at: nextFiguresAt(publishedAt, 0, takenAt),
    },
  ]
}

/** A platform's number, or nothing when it is not one that can be counted. */
const asCount = (value: number | null) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? value : null
