import type { PlatformClient } from '../platform.ts'
import { errorCode, isRefusedToken } from './answers.ts'
import { approval } from './approval.ts'
import { askCreatorInfo } from './begin.ts'
import { consent } from './consent.ts'
import { mediaRules } from './media-rules.ts'
import { tiktokVerbs } from './verbs.ts'

/** TikTok's Content Posting API: direct posts, and drafts for the inbox. */
export const tiktok: PlatformClient = {
  hosts: {
    api: 'https://open.tiktokapis.com',
    upload: 'https://open-upload.tiktokapis.com',
    pages: 'https://www.tiktok.com',
    suffixes: ['tiktokapis.com'],
  },
  mediaRules,
  verbs: tiktokVerbs,
  consent,
  askOptions: askCreatorInfo,
  approval,
  codeOf: errorCode,
  busyCodes: /^(rate_limit_exceeded|internal_error)$/,
  isRefusedToken,
}
