import { z } from 'zod'
import { Proof } from './people/account.ts'

/** One line of a workspace's audit log, as an admin reads it. */
export const AuditEntry = z.object({
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
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = z.object({
  lines: z.array(AuditEntry),
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

/** Whose data: the person's own, or everything of the workspace. */
export const DataSubject = z.enum(['person', 'workspace'])
export type DataSubject = z.infer<typeof DataSubject>

/** What is shown once more before data leaves or goes. */
export const AskAboutData = Proof.extend({ subject: DataSubject })
export type AskAboutData = z.output<typeof AskAboutData>

export const DataExport = z.object({
  id: z.uuid(),
  subject: DataSubject,
  state: z.enum(['waiting', 'ready', 'failed', 'gone']),
  sizeBytes: z.int().nullable(),
  askedAt: z.iso.datetime(),
  /** Until when it can be fetched. */
  expiresAt: z.iso.datetime().nullable(),
})
export type DataExport = z.infer<typeof DataExport>

export const OpenExport = Proof.extend({ exportId: z.uuid() })
export type OpenExport = z.output<typeof OpenExport>
/** Good for this browser only, and for five minutes. */
export const OpenedExport = z.object({ url: z.string() })

/** A deletion that was asked for and can still be taken back. */
export const PlannedDeletion = z.object({ askedAt: z.iso.datetime(), dueAt: z.iso.datetime() })
export type PlannedDeletion = z.infer<typeof PlannedDeletion>

export const PrivacyStatus = z.object({
  exports: z.array(DataExport),
  person: PlannedDeletion.nullable(),
  workspace: PlannedDeletion.nullable(),
  /** Workspaces with other members that nobody else owns: they need a new owner first. */
  handOver: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Workspaces that go with the person, since nobody else is in them. */
  goesAlong: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type PrivacyStatus = z.infer<typeof PrivacyStatus>

/**
 * How long a deletion can be taken back. YouTube wants it done within seven days of being asked for
 * (API Services Terms, III.E.4.g).
 */
export const DELETION_GRACE_DAYS = 6
