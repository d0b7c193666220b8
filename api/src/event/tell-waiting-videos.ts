import { MINUTE_MS } from '../lib/time.ts'
import { type Telling, tellHourly } from './tell-hourly.ts'
import { takeWaiting, workspacesWithWaiting } from './waiting-videos.queries.ts'

/** Whoever sits at that computer has approved it by then. */
const GATHER_MS = 5 * MINUTE_MS
const MOST_LISTED = 10

/** Mails each workspace which videos wait for a yes, each with every place that waits. */
export const tellWaitingVideos = (ctx: Telling): Promise<void> =>
  tellHourly(ctx, {
    kind: 'video_waiting',
    gatherMs: GATHER_MS,
    due: ({ db }, window) => workspacesWithWaiting(db, window),
    async take({ db, now }, workspaceId) {
      const taken = await takeWaiting(db, workspaceId, now())
      const videos = [...Map.groupBy(taken, it => it.sha256).values()].map(places => ({
        fileName: places[0]?.fileName ?? '',
        device: places[0]?.device ?? '',
        places: places.map(({ platform, label }) => ({ platform, label })),
      }))
      if (videos.length === 0) return null
      const listed = videos.slice(0, MOST_LISTED)
      return { videos: listed, more: videos.length - listed.length }
    },
  })
