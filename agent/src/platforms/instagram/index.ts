import type { PlatformClient } from '../platform.ts'
import { graphCode, isRefusedToken } from './answers.ts'
import { approval, consent } from './consent.ts'
import { mediaRules } from './media-rules.ts'
import { instagramVerbs } from './verbs.ts'

/** Instagram through Facebook Login: the only way there that takes bytes from disk. */
export const instagram: PlatformClient = {
  hosts: {
    api: 'https://graph.facebook.com',
    upload: 'https://rupload.facebook.com',
    pages: 'https://www.instagram.com',
    suffixes: ['facebook.com'],
  },
  mediaRules,
  verbs: instagramVerbs,
  consent,
  approval,
  codeOf: graphCode,
  busyCodes: /^(1|2|4|17|32|613|80001|80002|-1|-1\/2207001)$/,
  isRefusedToken,
}
