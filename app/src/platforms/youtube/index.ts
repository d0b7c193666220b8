import type { PublishRule } from '@content/api/contract'
import type { PlatformLook, RuleChoice } from '../look.ts'

type Rule = Extract<PublishRule, { platform: 'youtube' }>

const rule = (words: string, mode: Rule['mode'], privacy: Rule['privacy']): RuleChoice => ({
  words,
  rule: { platform: 'youtube', mode, privacy },
})

export const youtube: PlatformLook = {
  colour: 'bg-red-600',
  shape: 'M9 7.5v9l7.5-4.5z',
  rules: [
    rule('Ask me each time', 'review', 'private'),
    rule('Publish by itself, public', 'automatic', 'public'),
    rule('Publish by itself, unlisted', 'automatic', 'unlisted'),
    rule('Publish by itself, private', 'automatic', 'private'),
  ],
  box: {
    words: 'Made for kids',
    why: 'YouTube has to be told so, by law',
    isOn: rule => rule.platform === 'youtube' && rule.madeForKids === true,
    set: (rule, madeForKids) => (rule.platform === 'youtube' ? { ...rule, madeForKids } : rule),
  },
}
