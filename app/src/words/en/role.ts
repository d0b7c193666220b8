import { ROLE_SENTENCES, type Role } from '@content/api/contract'

type PerRole = Record<Role, string>

const names: PerRole = { viewer: 'Viewer', editor: 'Editor', admin: 'Admin', owner: 'Owner' }

const may: PerRole = {
  viewer: 'see the videos and their figures',
  editor: 'publish, and sign in devices',
  admin: 'look after people, channels and settings',
  owner: 'decide on everything, the plan included',
}

export const en = { names, may, sentences: ROLE_SENTENCES }
