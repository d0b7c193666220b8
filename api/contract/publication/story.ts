import { z } from 'zod'
import { Metadata } from '../platforms/index.ts'
import { WhoCanFix } from '../who-can-fix.ts'
import { PublicationRow, PublicationState, VideoRow } from './publication.ts'
import { Rendition, Terms } from './rendition.ts'

/** A computer of the workspace. */
export const DeviceName = z.object({ id: z.uuid(), name: z.string() })

/** One state that a publication was in, from `at` until `endedAt`. */
export const PublicationStep = z.object({
  state: PublicationState,
  at: z.iso.datetime(),
  /** When the next one began; null for the last. */
  endedAt: z.iso.datetime().nullable(),
  /** Somebody looked at the channel and said so. */
  isSeen: z.boolean(),
  /** Which computer told it; null when none did, or it was removed since. */
  device: DeviceName.nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  whoCanFix: WhoCanFix.nullable(),
})
export type PublicationStep = z.infer<typeof PublicationStep>

export const ShowStory = z.object({ videoId: z.uuid() })

/** One video and everything that became of it. */
export const VideoStory = VideoRow.extend({
  /** The computer that has the file, and whether it listens now; null when that was removed. */
  device: DeviceName.extend({ isOnline: z.boolean() }).nullable(),
  publications: z.array(
    PublicationRow.extend({
      /** As posted, or as they are about to be; null when they cannot be read any more. */
      words: Metadata.nullable(),
      /** Null where an older agent did not tell. */
      terms: Terms.nullable(),
      rendition: Rendition.nullable(),
      /** Oldest first. */
      steps: z.array(PublicationStep),
    }),
  ),
})
export type VideoStory = z.infer<typeof VideoStory>
