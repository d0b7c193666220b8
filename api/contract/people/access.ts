import { z } from 'zod'

/** What a member may do in a workspace, least first; each may do what those before it may. */
export const ROLES = ['viewer', 'editor', 'admin', 'owner'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** What each role is for, as a person choosing one reads it. */
export const ROLE_SENTENCES: Record<Role, string> = {
  viewer: 'Sees videos and figures.',
  editor: 'Publishes, writes texts and decides what waits for review.',
  admin: 'Also connects channels, invites people and makes keys.',
  owner: 'Also pays, and can delete everything.',
}

/** Does someone of this role reach what `needed` asks for? */
export const reaches = (role: Role, needed: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed)

/** What a key may be used for. An agent's own key has them all; a developer picks. */
export const SCOPES = ['read', 'metadata', 'publish', 'grant'] as const
export const Scope = z.enum(SCOPES)
export type Scope = z.infer<typeof Scope>

/** What each scope opens, as the person who makes a key reads it. */
export const SCOPE_SENTENCES: Record<Scope, string> = {
  read: 'Reads videos, publications and figures.',
  metadata: 'Has titles, captions and hashtags written.',
  publish: 'Reserves uploads and reports publications.',
  grant: 'Receives short-lived access tokens of connected channels.',
}

/** Owners are made among members, never by a mail that might go astray. */
export const INVITED_ROLES = ['viewer', 'editor', 'admin'] as const
export const INVITATION_DAYS = 7
/** How long a key that was replaced goes on working beside the new one. */
export const OVERLAP_HOURS = { usual: 24, longest: 168 } as const
