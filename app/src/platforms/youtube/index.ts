import type { PublishRule } from '@content/api/contract'
import { mark } from '../../../../agent/window/platforms/youtube/mark.ts'
import { choice, type PlatformLook, type RuleChoice } from '../look.ts'
import { words } from './words.ts'

type Rule = Extract<PublishRule, { platform: 'youtube' }>

const rule = (says: () => string, mode: Rule['mode'], privacy: Rule['privacy']): RuleChoice =>
  choice(says, { platform: 'youtube', mode, privacy })

export const youtube: PlatformLook = {
  ...mark,
  review: async () => (await import('./review.tsx')).review,
  rules: [
    rule(() => words().ask, 'review', 'private'),
    rule(() => words().public, 'automatic', 'public'),
    rule(() => words().unlisted, 'automatic', 'unlisted'),
    rule(() => words().private, 'automatic', 'private'),
  ],
  box: {
    get words() {
      return words().kids
    },
    get why() {
      return words().kidsWhy
    },
    isOn: rule => rule.platform === 'youtube' && rule.madeForKids === true,
    set: (rule, madeForKids) => (rule.platform === 'youtube' ? { ...rule, madeForKids } : rule),
  },
  get scopes() {
    return words().scopes
  },
}
