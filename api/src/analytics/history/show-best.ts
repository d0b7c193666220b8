import type { z } from 'zod'
import {
  type BestTimes,
  PLATFORMS,
  type ShowBestTimes,
  type ShowTopVideos,
  type TopVideos,
  traitsOf,
} from '../../../contract/index.ts'
import type { SignedIn } from '../../context.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { titleOf } from '../../publication/publication.rules.ts'
import { calendarOf, listTop } from './history.queries.ts'
import { listWeekViews, type WeekViews } from './peers.queries.ts'
import { medianOf, spanOf } from './period.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** After a week a video has shown what it can do; a publication keeps what it had by then. */
const AFTER_DAYS = 7
/** The newest so many; what was true years ago is not advice. */
export const MOST_VIDEOS = 300

/** The hours of the week at which a workspace's own videos went live, and how they did. */
export async function showBestTimes(
  ctx: Ctx,
  { platform }: z.output<typeof ShowBestTimes>,
): Promise<BestTimes> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'videoFigures')
  const now = ctx.now()
  const { timeZone } = await calendarOf(ctx.db, workspaceId, now)
  const asked = platform ? [platform] : PLATFORMS
  const platforms: BestTimes['platforms'] = []
  for (const name of asked.filter(it => !traitsOf(it).figures.onlyAsReturned)) {
    const what = { platform: name, now, most: MOST_VIDEOS }
    const videos = await listWeekViews(ctx.db, workspaceId, what)
    platforms.push({ platform: name, of: videos.views.length, slots: slotsOf(videos) })
  }
  const leftOut = asked.filter(it => traitsOf(it).figures.onlyAsReturned)
  return { timeZone, afterDays: AFTER_DAYS, platforms, leftOut }
}

const DAY_HOURS = 24
const WEEK_HOURS = 7 * DAY_HOURS
/** 1970 began on a Thursday. */
const MONDAY = 3 * DAY_HOURS

function slotsOf({ hours, views }: WeekViews): BestTimes['platforms'][number]['slots'] {
  const ofWeek = (at: number) => ((hours[at] ?? 0) + MONDAY) % WEEK_HOURS
  const byHour = Map.groupBy(views.keys(), ofWeek)
  return [...byHour]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, inside]) => ({
      weekday: 1 + Math.floor(hour / DAY_HOURS),
      hour: hour % DAY_HOURS,
      videos: inside.length,
      medianViews: medianOf(inside.map(at => views[at] ?? 0)) ?? 0,
    }))
}

/** What was seen most of what went live in a period, for each platform by itself. */
export async function showTopVideos(
  ctx: Ctx,
  { period, platform, limit }: z.output<typeof ShowTopVideos>,
): Promise<TopVideos> {
  const { workspaceId, plan } = ctx.actor
  requireFeature(plan, 'videoFigures')
  const calendar = await calendarOf(ctx.db, workspaceId, ctx.now())
  const span = period === 'all' ? null : spanOf(period, calendar)
  const { timeZone } = calendar
  const wanted = platform ? [platform] : PLATFORMS
  const lists = await Promise.all(
    wanted.map(name => listTop(ctx.db, workspaceId, { span, platform: name, timeZone, limit })),
  )
  return {
    platforms: wanted.map((name, at) => ({
      platform: name,
      videos: (lists[at] ?? []).map(row => ({
        publicationId: row.publicationId,
        videoId: row.videoId,
        title: titleOf(row.metadata),
        url: row.url,
        publishedAt: row.publishedAt.toISOString(),
        figures: {
          ...{ views: row.views, likes: row.likes },
          ...{ comments: row.comments, shares: row.shares },
        },
      })),
    })),
  }
}
