import { z } from 'zod'
import { Sha256 } from './publication.ts'

/** How many small pictures of a video there are, and how small. */
export const PREVIEW_LIMITS = { pictures: 3, bytes: 12_000, side: 320 } as const

/** Four characters of base64 are three bytes. */
const MOST_CHARACTERS = Math.ceil(PREVIEW_LIMITS.bytes / 3) * 4

export const AskPreviews = z.object({ sha256: Sha256 })
/** False where a workspace shares none, or has those of this video already. */
export const PreviewsWanted = z.object({ isWanted: z.boolean() })

/** Pictures of one video, in the order of its time; safe to repeat. */
export const SendPreviews = z.object({
  sha256: Sha256,
  pictures: z
    .array(z.base64().max(MOST_CHARACTERS, 'A preview has at most 12 kB.'))
    .min(1)
    .max(PREVIEW_LIMITS.pictures),
})
export type SendPreviews = z.infer<typeof SendPreviews>

/** `notWanted` is an answer, not a failure: somebody switched them off meanwhile. */
export const PreviewsSent = z.object({ outcome: z.enum(['kept', 'notWanted']) })
export type PreviewsSent = z.infer<typeof PreviewsSent>
