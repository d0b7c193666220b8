import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import { callPlatform, upstream } from '../call-platform.ts'
import { Count, inGroupsOf } from '../figures.ts'
import type { RemoteFigures } from '../platform-access.ts'

const IDS_PER_CALL = 50

const Videos = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      statistics: z
        .object({ viewCount: Count, likeCount: Count, commentCount: Count })
        .partial()
        .default({}),
      status: z
        .object({ uploadStatus: z.string(), privacyStatus: z.string() })
        .partial()
        .default({}),
    }),
  ),
})

type Status = z.infer<typeof Videos>['items'][number]['status']

/** Statistics as YouTube counts them; it has no count of shares here. */
export async function youtubeFigures(
  api: string,
  token: string,
  remoteIds: string[],
): Promise<RemoteFigures[]> {
  const known = remoteIds.filter(id => /^[\w-]{1,64}$/.test(id))
  const figures: RemoteFigures[] = []
  for (const ids of inGroupsOf(IDS_PER_CALL, known)) {
    const url = `${api}/videos?part=statistics,status&id=${ids.join(',')}`
    const reply = await callPlatform({ platform: 'youtube', method: 'GET', url, token })
    if (reply.status === 401) throw new Fault('connection_lost')
    const videos = Videos.safeParse(reply.body).data
    if (reply.status !== 200 || !videos)
      throw upstream('youtube', `statistics ${reply.status}`, reply.retryAfterSeconds)
    for (const { id, statistics, status } of videos.items)
      figures.push({
        remoteId: id,
        views: statistics.viewCount ?? null,
        likes: statistics.likeCount ?? null,
        comments: statistics.commentCount ?? null,
        shares: null,
        ...standingOf(status),
      })
  }
  return figures
}

function standingOf({ uploadStatus, privacyStatus }: Status): Pick<RemoteFigures, 'standing'> {
  if (uploadStatus === 'rejected') return { standing: 'rejected' }
  return privacyStatus === 'private' ? { standing: 'private' } : {}
}
