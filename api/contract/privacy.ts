import { z } from 'zod'

/** One line of a workspace's audit log, as an admin reads it. */
export const AuditLine = z.object({
  place: z.int(),
  at: z.iso.datetime(),
  /** By the OWASP Logging Vocabulary, and what it was about: `sensitive_delete:connection`. */
  action: z.string(),
  actor: z.object({
    kind: z.enum(['session', 'jwt', 'key', 'person', 'system']),
    /** Null for what a job did, and for a person who was deleted since. */
    personId: z.string().nullable(),
    name: z.string().nullable(),
    deviceId: z.string().nullable(),
  }),
  target: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Whoever it was is deleted; the line stands without them. */
  isErased: z.boolean(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const AuditPage = z.object({
  lines: z.array(AuditLine),
  /** Give it as `before` for the next page; null on the last one. */
  before: z.int().nullable(),
})
export type AuditPage = z.infer<typeof AuditPage>

export const ListAudit = z.object({
  before: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListAudit = z.output<typeof ListAudit>

export const AuditVerdict = z.object({
  isWhole: z.boolean(),
  lines: z.int(),
  /** The first place at which the chain is not as it was written. */
  brokenAt: z.object({ place: z.int(), reason: z.string() }).nullable(),
  /** When the chain was last signed. */
  sealedAt: z.iso.datetime().nullable(),
})
export type AuditVerdict = z.infer<typeof AuditVerdict>
