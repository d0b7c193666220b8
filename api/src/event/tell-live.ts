import { EVENTS } from '../../contract/index.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/time.ts'
import { takeLive, workspacesWithLive } from './live.queries.ts'
import { type Telling, tellHourly } from './tell-hourly.ts'

/** A video goes to several platforms within a few minutes, and is one piece of news. */
const GATHER_MS = 2 * MINUTE_MS
const MOST_LISTED = 10

/** Mails each workspace which videos are live, each with every place where it is. */
export const tellLive = (ctx: Telling): Promise<void> =>
  tellHourly(ctx, {
    kind: 'video_live',
    gatherMs: GATHER_MS,
    due: ({ db, now }, window) => workspacesWithLive(db, { ...window, oldest: oldestAt(now()) }),
    async take({ db, now }, workspaceId) {
      const at = now()
      // A place in a line may be a day long; what is live by then is told without it.
      const patient = new Date(at.getTime() - HOUR_MS)
      const taken = await takeLive(db, workspaceId, { now: at, patient, oldest: oldestAt(at) })
      const live = taken.flatMap(data => EVENTS['publication.published'].safeParse(data).data ?? [])
      const videos = [...Map.groupBy(live, it => it.videoId).values()].map(places => ({
        fileName: places[0]?.fileName ?? '',
        places: places.map(({ platform, label }) => ({ platform, label })),
      }))
      if (videos.length === 0) return null
      const listed = videos.slice(0, MOST_LISTED)
      return { videos: listed, more: videos.length - listed.length }
    },
  })

/** What is older than a day was there before anybody was told such news. */
const oldestAt = (now: Date) => new Date(now.getTime() - DAY_MS)
