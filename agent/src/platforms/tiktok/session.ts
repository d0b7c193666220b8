import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Job, Standing } from '../platform.ts'
import type { TikTokTerms } from './consent.ts'

/** The upload address lives an hour; a chunk that starts later than this may not end in time. */
export const URL_LIFE_MS = 55 * MINUTE_MS

export const Session = z.object({
  publishId: z.string(),
  uploadUrl: z.string(),
  issuedAt: z.number(),
  confirmedBytes: z.number(),
  /** The last chunk was about to be sent, so posting may have started. */
  mayBeComplete: z.boolean(),
  sentAt: z.number().nullable(),
  /** Whose page a public post appears on. */
  username: z.string().nullable(),
})
export type TikTokSession = z.infer<typeof Session>

export interface At {
  job: Job<TikTokTerms>
  session: TikTokSession
}

export const askedAgain = (): Standing => ({
  kind: 'wait',
  reason: 'TikTok is asked about the post.',
})

export function anew(code: string): Standing {
  const reason = 'TikTok wants the upload from the start; it is sent again.'
  return { kind: 'restart', cause: { code, reason, whoCanFix: 'wait', retry: 'backoff' } }
}
