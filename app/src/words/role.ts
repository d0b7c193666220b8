import type { Role } from '@content/api/contract'

/** What somebody of a role may do, after "you". */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'see the videos and their figures',
  editor: 'publish, and sign in devices',
  admin: 'look after people, channels and settings',
  owner: 'decide on everything, the plan included',
}
