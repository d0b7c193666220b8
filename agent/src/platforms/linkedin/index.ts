import type { PlatformClient } from '../platform.ts'
import { codeOf, isRefusedToken } from './answers.ts'
import { approval, consent } from './consent.ts'
import { mediaRules } from './media-rules.ts'
import { linkedinVerbs } from './verbs.ts'

/** LinkedIn, as a member: parts with ETags, then a post that names the video. */
export const linkedin: PlatformClient = {
  hosts: {
    api: 'https://api.linkedin.com',
    upload: 'https://www.linkedin.com',
    pages: 'https://www.linkedin.com',
    suffixes: ['linkedin.com'],
  },
  mediaRules,
  verbs: linkedinVerbs,
  consent,
  approval,
  codeOf,
  busyCodes: /^(CONFLICT|TOO_MANY_REQUESTS)$/,
  isRefusedToken,
}
