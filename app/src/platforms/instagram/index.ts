import type { PlatformLook, RuleChoice } from '../look.ts'

const rule = (words: string, mode: 'review' | 'automatic', shareToFeed: boolean): RuleChoice => ({
  words,
  rule: { platform: 'instagram', mode, shareToFeed },
})

export const instagram: PlatformLook = {
  colour: 'bg-gradient-to-tr from-amber-500 via-pink-600 to-purple-600',
  shape: 'M7 7h10v10H7zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  rules: [
    rule('Ask me each time', 'review', true),
    rule('Publish by itself, also in the feed', 'automatic', true),
    rule('Publish by itself, Reels tab only', 'automatic', false),
  ],
}
