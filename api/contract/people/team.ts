import { z } from 'zod'
import { PlanName } from '../billing/plans.ts'
import { isTimeZone } from '../time-zone.ts'
import { INVITED_ROLES, OVERLAP_HOURS, Role, Scope } from './access.ts'
import { Email, Name, Proof } from './account.ts'

export const ChangeRole = z.object({ personId: z.uuid(), role: Role })
export type ChangeRole = z.infer<typeof ChangeRole>

/** Somebody who belongs to the workspace, as the others see them. */
export const Member = z.object({
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  joinedAt: z.iso.datetime(),
  hasSecondFactor: z.boolean(),
  isYou: z.boolean(),
})
export type Member = z.infer<typeof Member>

export const InvitedRole = z.enum(INVITED_ROLES)
export type InvitedRole = z.infer<typeof InvitedRole>

export const Invite = z.object({ email: Email, role: InvitedRole })
export type Invite = z.infer<typeof Invite>

/** An invitation that nobody has accepted yet. */
export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: InvitedRole,
  /** Null when whoever invited is gone. */
  invitedBy: z.string().nullable(),
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isExpired: z.boolean(),
})
export type Invitation = z.infer<typeof Invitation>

/** What whoever holds the mailed link is shown before they sign in or up. */
export const InvitationSeen = z.object({
  workspace: z.string(),
  invitedBy: z.string().nullable(),
  email: z.string(),
  role: InvitedRole,
  expiresAt: z.iso.datetime(),
  /** Whether they sign in or sign up to accept. */
  hasAccount: z.boolean(),
})
export type InvitationSeen = z.infer<typeof InvitationSeen>

/** A workspace that the person belongs to. */
export const OwnWorkspace = z.object({
  id: z.uuid(),
  name: z.string(),
  plan: PlanName,
  role: Role,
  timeZone: z.string(),
  isCurrent: z.boolean(),
})
export type OwnWorkspace = z.infer<typeof OwnWorkspace>

export const EnteredWorkspace = OwnWorkspace.extend({
  /** Speaks for the person there; never good for longer than what they came with. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
})
export type EnteredWorkspace = z.infer<typeof EnteredWorkspace>

export const UpdateWorkspace = z.object({
  name: Name.optional(),
  timeZone: z.string().refine(isTimeZone, 'There is no such time zone.').optional(),
  /** Whether small pictures of videos are shown here; switched off, all there are go at once. */
  sharePreviews: z.boolean().optional(),
})
export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>

export const KeyKind = z.enum(['agent', 'developer'])
export type KeyKind = z.infer<typeof KeyKind>

/** A key as it can be shown: of the key itself only its last characters were kept. */
export const Key = z.object({
  id: z.uuid(),
  deviceId: z.uuid(),
  name: z.string(),
  kind: KeyKind,
  scopes: z.array(Scope),
  /** The last four characters; empty for a key made before they were kept. */
  endsWith: z.string(),
  /** Whoever the key acts for: it may do what they may. */
  actsFor: z.object({ personId: z.uuid(), name: z.string() }),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** When a key that was replaced stops; null for the one in force. */
  expiresAt: z.iso.datetime().nullable(),
  isYours: z.boolean(),
})
export type Key = z.infer<typeof Key>

export const MakeKey = z.object({
  ...Proof.shape,
  name: Name,
  scopes: z
    .array(Scope)
    .min(1, 'A key needs at least one scope.')
    .transform(scopes => [...new Set(scopes)]),
})
export type MakeKey = z.infer<typeof MakeKey>
/** The only time that a key is shown. */
export const MadeKey = z.object({ apiKey: z.string(), deviceId: z.uuid() })
export type MadeKey = z.infer<typeof MadeKey>

export const RotateKey = z.object({
  ...Proof.shape,
  deviceId: z.uuid(),
  /** How long the old key goes on working beside the new one. */
  overlapHours: z.int().min(0).max(OVERLAP_HOURS.longest).default(OVERLAP_HOURS.usual),
})
export type RotateKey = z.infer<typeof RotateKey>
export const RotatedKey = MadeKey.extend({
  /** Null when the old one stopped at once. */
  oldKeyStopsAt: z.iso.datetime().nullable(),
})
export type RotatedKey = z.infer<typeof RotatedKey>
