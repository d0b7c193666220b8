import { z } from 'zod'
import { Platform } from '../platforms/index.ts'
import { Queue } from './publication.ts'

const LONGEST_MS = 62 * 86_400_000

/** From then until before then: a month as a calendar shows it, with the weeks around it. */
export const ShowCalendar = z
  .object({ from: z.iso.datetime(), to: z.iso.datetime() })
  .refine(({ from, to }) => {
    const lengthMs = Date.parse(to) - Date.parse(from)
    return lengthMs > 0 && lengthMs <= LONGEST_MS
  }, 'A calendar shows at most 62 days.')
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
