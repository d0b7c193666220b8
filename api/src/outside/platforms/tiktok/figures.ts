import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import { callPlatform, loggable, upstream } from '../call-platform.ts'
import { Count, inGroupsOf } from '../figures.ts'
import type { RemoteFigures } from '../platform-access.ts'

const IDS_PER_CALL = 20
const FIELDS = 'id,view_count,like_count,comment_count,share_count'

const Videos = z.object({
  data: z.object({
    videos: z
      .array(
        z.object({
          id: z.coerce.string(),
          view_count: Count,
          like_count: Count,
          comment_count: Count,
          share_count: Count,
        }),
      )
      .default([]),
  }),
})
const Verdict = z.object({ error: z.object({ code: z.string() }) })

/** Public videos only: TikTok gives no post id, and so no figures, for the rest. */
export async function tiktokFigures(
  origin: string,
  token: string,
  remoteIds: string[],
): Promise<RemoteFigures[]> {
  const known = remoteIds.filter(id => /^\d{1,20}$/.test(id))
  const url = `${origin}/v2/video/query/?fields=${FIELDS}`
  const figures: RemoteFigures[] = []
  for (const ids of inGroupsOf(IDS_PER_CALL, known)) {
    const json = { filters: { video_ids: ids } }
    const reply = await callPlatform({ platform: 'tiktok', method: 'POST', url, token, json })
    // TikTok answers 200 to many failures, so only this code tells.
    const code = Verdict.safeParse(reply.body).data?.error.code
    if (code === 'access_token_invalid') throw new Fault('connection_lost')
    const videos = Videos.safeParse(reply.body).data
    if (code !== 'ok' || !videos)
      throw upstream('tiktok', `video query ${reply.status} ${loggable(code)}`)
    for (const video of videos.data.videos)
      figures.push({
        remoteId: video.id,
        views: video.view_count,
        likes: video.like_count,
        comments: video.comment_count,
        shares: video.share_count,
      })
  }
  return figures
}
