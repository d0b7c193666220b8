import { z } from 'zod'

/** What can be wrong with the service as a whole. */
export const OperatorAlertKind = z.enum(['model_away', 'model_ends', 'portal_unset'])
export type OperatorAlertKind = z.infer<typeof OperatorAlertKind>

/** Something that those who run the service have to look at. */
export const OperatorAlert = z.object({
  kind: OperatorAlertKind,
  /** What is wrong and what mends it, as sentences. */
  detail: z.string(),
  raisedAt: z.iso.datetime(),
})
export type OperatorAlert = z.infer<typeof OperatorAlert>
