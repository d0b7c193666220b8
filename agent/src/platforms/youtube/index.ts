import type { PlatformClient } from '../platform.ts'
import { reasonOf } from './answers.ts'
import { approval, consent } from './consent.ts'
import { addCaptions, setCover } from './extras.ts'
import { mediaRules } from './media-rules.ts'
import { youtubeVerbs } from './verbs.ts'

/** YouTube: the Data API's resumable upload. */
export const youtube: PlatformClient = {
  hosts: {
    api: 'https://www.googleapis.com',
    upload: 'https://www.googleapis.com',
    pages: 'https://www.youtube.com',
    suffixes: ['googleapis.com'],
  },
  mediaRules,
  verbs: youtubeVerbs,
  consent,
  approval,
  codeOf: reasonOf,
  busyCodes:
    /^(rateLimit|userRateLimit|servingLimit)Exceeded$|^RATE_LIMIT_EXCEEDED$|^(backend|internal)Error$/,
  isRefusedToken: reply => reply.status === 401 && !reply.text.includes('youtubeSignupRequired'),
  extras: { captions: addCaptions, cover: setCover },
}
