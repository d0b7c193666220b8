import { z } from 'zod'
import type { Job, Standing } from '../platform.ts'
import type { YouTubeTerms } from './consent.ts'

export const Session = z.object({
  uri: z.string(),
  startedAt: z.number(),
  confirmedBytes: z.number(),
  /** From here on every byte may be there: a lost answer may have been the last one. */
  mayBeComplete: z.boolean(),
  /** When the session was first found gone; null while it answers. */
  goneAt: z.number().nullable().default(null),
  video: z.object({ id: z.string(), privacy: z.string(), doneAt: z.number() }).nullable(),
})

/** All its times are by YouTube's clock, because they are compared with YouTube's dates. */
export type YouTubeSession = z.infer<typeof Session>

export interface At {
  job: Job<YouTubeTerms>
  session: YouTubeSession
}

const PROCESSING = 'YouTube is processing the video.'

export const processing = (afterMs?: number): Extract<Standing, { kind: 'wait' }> => ({
  ...{ kind: 'wait', reason: PROCESSING },
  ...(afterMs !== undefined && { afterMs }),
})
