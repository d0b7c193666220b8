import { z } from 'zod'
import type { Job } from '../platform.ts'
import type { InstagramTerms } from './consent.ts'

export const VERSION = 'v25.0'

export const Session = z.object({
  containerId: z.string(),
  uri: z.string(),
  /** By Instagram's clock, because it is compared with Instagram's dates. */
  createdAt: z.number(),
  finishingAt: z.number().nullable(),
  /** When Instagram first said that it did not publish yet, by its clock. */
  unpublishedAt: z.number().nullable().default(null),
  /** How often the publish call was refused without an end to it. */
  refusals: z.number().default(0),
  /** How often of these Instagram did not know the container that it calls finished. */
  timesLost: z.number().default(0),
  mediaId: z.string().nullable(),
  /** How much Instagram said it has, when it was last sent more. */
  confirmedBytes: z.number().default(0),
  /** What it counted when it was last asked; more is sent once the count stands still. */
  countedBytes: z.number().nullable().default(null),
  /** Bytes were refused from here once; perhaps the last of a dead line were still arriving. */
  refusedAt: z.number().nullable().default(null),
})
export type InstagramSession = z.infer<typeof Session>

export interface At {
  job: Job<InstagramTerms>
  session: InstagramSession
}

export const captionOf = ({ words }: Job<InstagramTerms>) =>
  'caption' in words ? words.caption.trim() : ''
