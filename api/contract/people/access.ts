import { z } from 'zod'

/** What a member may do in a workspace, least first; each may do what those before it may. */
export const Role = z.enum(['viewer', 'editor', 'admin', 'owner'])
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
  Role.options.indexOf(role) >= Role.options.indexOf(needed)

/** What a key may be used for. An agent's own key has them all; a developer picks. */
export const Scope = z.enum(['read', 'metadata', 'publish', 'grant'])
export type Scope = z.infer<typeof Scope>

/** What each scope opens, as the person who makes a key reads it. */
export const SCOPE_SENTENCES: Record<Scope, string> = {
  read: 'Reads videos, publications and figures.',
  metadata: 'Has titles, captions and hashtags written.',
  publish: 'Reserves uploads and reports publications.',
  grant: 'Receives short-lived access tokens of connected channels.',
}
