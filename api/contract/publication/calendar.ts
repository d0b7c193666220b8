import { z } from 'zod'
import { Platform } from '../platforms/index.ts'
import { Queue } from './publication.ts'

/** So many hours from then on: a month as a calendar shows it, with the weeks around it. */
export const ShowCalendar = z.object({
  from: z.iso.datetime(),
  /** Hours, because a day on which the clocks change has 23 or 25. */
  hours: z
    .number()
    .int()
    .min(1)
    .max(62 * 24),
  /** The first so many of a day and platform are told; of the others, how many they are. */
  mostADay: z.number().int().min(1).max(50).default(20),
})
export type ShowCalendar = z.input<typeof ShowCalendar>

export const CalendarEntry = z.object({
  publicationId: z.uuid(),
  videoId: z.uuid(),
  platform: Platform,
  label: z.string(),
  /** Its title there, or the name of its file where it has none. */
  title: z.string(),
  /** When it went live, or when its turn in a platform's line is expected. */
  at: z.iso.datetime(),
  /** Null once it is live. */
  queue: Queue.nullable(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

/** What went live in that time, and what stands in a platform's line for it. */
export const PublicationCalendar = z.object({
  entries: z.array(CalendarEntry),
  /** Days with more than was told, by the workspace's clock, and how much more. */
  more: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
})
export type PublicationCalendar = z.infer<typeof PublicationCalendar>
