import type { z } from 'zod'
import type { ListVideos, PlanName, VideoPage, VideoRow } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { previewAddress } from '../preview/preview.rules.ts'
import {
  listPublicationsOf,
  type PublicationOfVideo,
  withoutVideo,
} from '../publication/publication-rows.queries.ts'
import { countConnections } from '../publication/turn/waiting.queries.ts'
import { asPlanShows, fromCursor, historySince, toCursor } from './analytics.rules.ts'
import { type ListedVideo, listVideosAfter, listVideosWith } from './video-list.queries.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** A page of the videos asked for, each with where it went. */
export async function listVideos(
  ctx: Ctx,
  { limit, cursor, sort, ...filter }: z.output<typeof ListVideos>,
): Promise<VideoPage> {
  const { workspaceId, plan } = ctx.actor
  const { connectionId } = filter
  const isKnown = !connectionId || (await countConnections(ctx.db, workspaceId, [connectionId])) > 0
  if (!isKnown) throw new Fault('not_found')
  const place = cursor === undefined ? null : placeOf(cursor)
  const since = historySince(plan, ctx.now())
  // One more than asked for tells whether another page follows.
  const asked = { filter, sort, place, since, limit: limit + 1 }
  const found = await listVideosAfter(ctx.db, workspaceId, asked)
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return {
    videos: await withPublications(ctx, shown),
    nextCursor: last
      ? toCursor({ createdAtMicros: last.created_at_micros, videoId: last.video_id })
      : null,
  }
}

/** The videos of publications that changed, for whoever shows them already. */
export async function listChanged(
  ctx: Ctx,
  publicationIds: string[],
): Promise<{ videos: VideoRow[] }> {
  const { workspaceId, plan } = ctx.actor
  const since = historySince(plan, ctx.now())
  const found = await listVideosWith(ctx.db, workspaceId, { publicationIds, since })
  if (found.length === 0) throw new Fault('not_found')
  return { videos: await withPublications(ctx, found) }
}

async function withPublications(
  { db, actor }: Ctx,
  videos: readonly ListedVideo[],
): Promise<VideoRow[]> {
  const ids = videos.map(video => video.video_id)
  const publications = await listPublicationsOf(db, actor.workspaceId, ids)
  const byVideo = Map.groupBy(publications, publication => publication.videoId)
  return videos.map(video => asRow(actor.plan, video, byVideo.get(video.video_id) ?? []))
}

function placeOf(cursor: string) {
  const place = fromCursor(cursor)
  if (place) return place
  throw new Fault('invalid', 'That page does not exist.', {
    fields: { cursor: 'Use the nextCursor of the page before.' },
  })
}

function asRow(plan: PlanName, video: ListedVideo, rows: PublicationOfVideo[]): VideoRow {
  return {
    id: video.video_id,
    sha256: video.sha256,
    deviceId: rows.findLast(row => row.deviceId !== null)?.deviceId ?? null,
    fileName: video.file_name,
    sizeBytes: video.size_bytes,
    durationMs: video.duration_ms,
    foundAt: video.created_at.toISOString(),
    previews: video.previews.map(previewAddress),
    publications: rows.map(row => asPlanShows(plan, withoutVideo(row))),
  }
}
