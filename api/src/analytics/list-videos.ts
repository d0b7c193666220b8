import type { z } from 'zod'
import type { ListVideos, PlanName, VideoPage, VideoRow } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import {
  listPublicationsOf,
  type PublicationOfVideo,
  withoutVideo,
} from '../publication/publication-rows.queries.ts'
import { type ListedVideo, listVideosAfter } from './analytics.queries.ts'
import { asPlanShows, fromCursor, historySince, toCursor } from './analytics.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** A page of videos, newest first, each with where it went. */
export async function listVideos(
  ctx: Ctx,
  { limit, cursor }: z.output<typeof ListVideos>,
): Promise<VideoPage> {
  const { workspaceId, plan } = ctx.actor
  const place = cursor === undefined ? null : placeOf(cursor)
  const since = historySince(plan, ctx.now())
  // One more than asked for tells whether another page follows.
  const found = await listVideosAfter(ctx.db, workspaceId, { place, since, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const publications = await listPublicationsOf(
    ctx.db,
    workspaceId,
    shown.map(video => video.video_id),
  )
  const byVideo = Map.groupBy(publications, publication => publication.videoId)
  const last = found.length > limit ? shown.at(-1) : undefined
  return {
    videos: shown.map(video => asRow(plan, video, byVideo.get(video.video_id) ?? [])),
    nextCursor: last
      ? toCursor({ createdAtMicros: last.created_at_micros, videoId: last.video_id })
      : null,
  }
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
    fileName: video.file_name,
    sizeBytes: video.size_bytes,
    durationMs: video.duration_ms,
    foundAt: video.created_at.toISOString(),
    publications: rows.map(row => asPlanShows(plan, withoutVideo(row))),
  }
}
