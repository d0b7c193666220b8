import {
  Metadata,
  type PublicationStep,
  Rendition,
  Terms,
  type VideoStory,
} from '../../../contract/index.ts'
import { asPlanShows } from '../../analytics/analytics.rules.ts'
import type { SignedIn } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { previewAddress } from '../../preview/preview.rules.ts'
import { listPublicationsOf, withoutVideo } from '../publication-rows.queries.ts'
import { listSteps, type StepRow } from './steps.queries.ts'
import { listKept, type StoryVideo, storyVideo } from './story.queries.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** A video with all that became of it: words, terms, what was changed in the file, every step. */
export async function showStory(
  { db, now, actor }: Ctx,
  { videoId }: { videoId: string },
): Promise<VideoStory> {
  const { workspaceId, plan } = actor
  const video = await storyVideo(db, workspaceId, videoId)
  if (!video) throw new Fault('not_found')
  const rows = await listPublicationsOf(db, workspaceId, [videoId])
  const ids = rows.map(row => row.id)
  const steps = Map.groupBy(await listSteps(db, workspaceId, ids), step => step.publication_id)
  const kept = new Map(
    (await listKept(db, workspaceId, videoId)).map(row => [row.publication_id, row]),
  )
  return {
    id: video.video_id,
    sha256: video.sha256,
    fileName: video.file_name,
    sizeBytes: video.size_bytes,
    durationMs: video.duration_ms,
    deviceId: video.device_id,
    foundAt: video.created_at.toISOString(),
    previews: video.previews.map(previewAddress),
    device: deviceOf(video, now()),
    publications: rows.map(row => ({
      ...asPlanShows(plan, withoutVideo(row)),
      // What a newer version wrote, or an older one could, may not be what this one knows.
      words: Metadata.safeParse(kept.get(row.id)?.metadata).data ?? null,
      terms: Terms.safeParse(kept.get(row.id)?.terms).data ?? null,
      rendition: Rendition.safeParse(kept.get(row.id)?.rendition).data ?? null,
      steps: stepsOf(steps.get(row.id) ?? []),
    })),
  }
}

const deviceOf = ({ device_id, device_name, listening_until }: StoryVideo, now: Date) =>
  device_id === null || device_name === null
    ? null
    : {
        id: device_id,
        name: device_name,
        isOnline: listening_until !== null && listening_until > now,
      }

const stepsOf = (rows: StepRow[]): PublicationStep[] =>
  rows.map((row, place) => ({
    state: row.state,
    at: row.at.toISOString(),
    endedAt: rows[place + 1]?.at.toISOString() ?? null,
    isSeen: row.is_seen,
    device:
      row.device_id === null || row.device_name === null
        ? null
        : { id: row.device_id, name: row.device_name },
    code: row.failure_code,
    reason: row.reason,
    whoCanFix: row.who_can_fix,
  }))
