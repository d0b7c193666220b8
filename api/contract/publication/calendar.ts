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
})
export type ShowCalendar = z.infer<typeof ShowCalendar>

export const CalendarEntry = z.object({
  publicationId: z.uuid(),
  videoId: z.uuid(),
  connectionId: z.uuid(),
  platform: Platform,
  label: z.string(),
  fileName: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  /** When it went live, or when its turn in a platform's line is expected. */
  at: z.iso.datetime(),
  /** Null once it is live. */
  queue: Queue.nullable(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

/** What went live in that time, and what stands in a platform's line for it. */
export const PublicationCalendar = z.object({
  entries: z.array(CalendarEntry),
  /** Whether there was more than one answer holds; the earliest are left out. */
  isCut: z.boolean(),
})
export type PublicationCalendar = z.infer<typeof PublicationCalendar>
