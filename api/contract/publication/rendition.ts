import { z } from 'zod'
import { Choice, PublishRule } from '../platforms/index.ts'
import { StorableText } from '../text.ts'

/** What a device did to a video so that a platform takes it, and why, in sentences. */
export const Rendition = z.object({
  /**
   * `blank`: the very same, but for the place where it was recorded; `remux`: the same pictures and
   * sound in another file; `audio`: new sound only; `encode`: new pictures too.
   */
  kind: z.enum(['untouched', 'blank', 'remux', 'audio', 'encode']),
  reasons: z.array(StorableText.min(1).max(500)).max(50),
  sizeBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
})
export type Rendition = z.infer<typeof Rendition>

/** What the owner of a channel had agreed to when a video went there, and chose for it. */
export const Terms = z.object({ rule: PublishRule, choice: Choice.nullable().default(null) })
export type Terms = z.infer<typeof Terms>
