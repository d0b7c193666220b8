import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import type { Wire } from '../http.ts'
import type { Job, Marks } from '../platform.ts'
import type { LinkedInTerms } from './consent.ts'

export const Session = z.object({
  /** The video's URN; it exists before a byte was sent, and nobody sees it before it is posted. */
  video: z.string(),
  /** May be empty, and has to be said again all the same. */
  uploadToken: z.string(),
  /** Where each part goes; `to` is the byte after its last. */
  parts: z.array(z.object({ url: z.string(), from: z.number(), to: z.number() })),
  /** What LinkedIn answered for each part, in their order; null: not sent yet. */
  etags: z.array(z.string().nullable()),
  expiresAt: z.number(),
  /** When it was last said that these are all the parts; null: not yet. */
  finalizingAt: z.number().nullable(),
})
export type LinkedInSession = z.infer<typeof Session>

export interface At {
  job: Job<LinkedInTerms>
  session: LinkedInSession
}

export interface Tools {
  hosts: Hosts
  wire: Wire
  marks: Marks<LinkedInSession>
}
