import { z } from 'zod'
import { Platform } from '../platforms/index.ts'
import { PERIODS } from './periods.ts'

/** How far back; `all` is from the first day with figures. */
export const Period = z.enum(PERIODS)
export type Period = z.infer<typeof Period>

/** A day of the workspace's calendar, as `2026-11-22`. */
const Day = z.iso.date()

const Count = z.number().int().nullable()
/** A metric that the platform does not tell is null, which is not 0. */
export const Counts = z.object({ views: Count, likes: Count, comments: Count, shares: Count })
export type Counts = z.infer<typeof Counts>

export const ShowHistory = z.object({
  period: Period.default('30d'),
  platform: Platform.optional(),
})

/** What a platform's channels gained between two days, both included. */
export const Gain = z.object({
  /** Videos that went live then. */
  published: z.number().int(),
  /** Told within a day of when it came. */
  gained: Counts,
  /** Told only after more than a day, so that no single day is known. */
  late: Counts,
})
export type Gain = z.infer<typeof Gain>

export const Comparison = z.object({
  from: Day,
  to: Day,
  timeZone: z.string(),
  /** The same number of days before; null where there is no such period. */
  before: z.object({ from: Day, to: Day }).nullable(),
  platforms: z.array(
    z.object({
      platform: Platform,
      /** The last known counts of everything published there, at the end of `to`. */
      total: Counts,
      now: Gain,
      before: Gain.nullable(),
    }),
  ),
})
export type Comparison = z.infer<typeof Comparison>

export const TimelineDay = z.object({
  day: Day,
  /** Of how many videos the platform told on this day; 0 is a gap. */
  videos: z.number().int(),
  gained: Counts,
  late: Counts,
  total: Counts,
})
export type TimelineDay = z.infer<typeof TimelineDay>
export const Timeline = z.object({
  from: Day,
  to: Day,
  timeZone: z.string(),
  /** Platforms with figures; their days begin with the first that has any. */
  platforms: z.array(z.object({ platform: Platform, days: z.array(TimelineDay) })),
})
export type Timeline = z.infer<typeof Timeline>

export const ShowVideoHistory = z.object({ videoId: z.uuid() })
export const VideoHistory = z.object({
  videoId: z.uuid(),
  fileName: z.string(),
  publications: z.array(
    z.object({
      id: z.uuid(),
      platform: Platform,
      label: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      publishedAt: z.iso.datetime(),
      /** When the platform last told; null when it never did. */
      figuresAt: z.iso.datetime().nullable(),
      /** As returned, the last of each day; days without an answer are missing. */
      days: z.array(z.object({ day: Day, figures: Counts })),
      /**
       * Views against the middle of the workspace's own videos there, when they were as old.
       * Null where the platform's terms allow no such figure, or there are too few.
       */
      peers: z
        .object({
          ageDays: z.number().int(),
          views: z.number().int(),
          median: z.number(),
          of: z.number().int(),
        })
        .nullable(),
    }),
  ),
})
export type VideoHistory = z.infer<typeof VideoHistory>

export const ShowBestTimes = z.object({ platform: Platform.optional() })
/** When a workspace's own videos did best: the middle of their views after a week. */
export const BestTimes = z.object({
  timeZone: z.string(),
  afterDays: z.number().int(),
  platforms: z.array(
    z.object({
      platform: Platform,
      /** Of how many videos. */
      of: z.number().int(),
      slots: z.array(
        z.object({
          /** 1 is Monday. */
          weekday: z.number().int().min(1).max(7),
          hour: z.number().int().min(0).max(23),
          videos: z.number().int(),
          medianViews: z.number(),
        }),
      ),
    }),
  ),
  /** Platforms whose terms allow no ranking of their figures. */
  leftOut: z.array(Platform),
})
export type BestTimes = z.infer<typeof BestTimes>

export const ShowTopVideos = ShowHistory.extend({
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
export const TopVideos = z.object({
  /** Each by its own count of views, never against each other. */
  platforms: z.array(
    z.object({
      platform: Platform,
      videos: z.array(
        z.object({
          publicationId: z.uuid(),
          videoId: z.uuid(),
          title: z.string(),
          url: z.string().nullable(),
          publishedAt: z.iso.datetime(),
          figures: Counts,
        }),
      ),
    }),
  ),
})
export type TopVideos = z.infer<typeof TopVideos>

export const ExportFigures = ShowHistory.extend({
  format: z.enum(['csv', 'json']).default('csv'),
  cursor: z.string().max(200).optional(),
})
/** One piece of an export; the pieces, one after the other, are the file. JSON is one a line. */
export const ExportedFigures = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
  nextCursor: z.string().nullable(),
})
export type ExportedFigures = z.infer<typeof ExportedFigures>
