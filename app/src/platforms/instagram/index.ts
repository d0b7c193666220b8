import { choice, type PlatformLook, type RuleChoice } from '../look.ts'
import { words } from './words.ts'

const rule = (says: () => string, mode: 'review' | 'automatic', shareToFeed: boolean): RuleChoice =>
  choice(says, { platform: 'instagram', mode, shareToFeed })

export const instagram: PlatformLook = {
  colour: 'bg-gradient-to-tr from-amber-500 via-pink-600 to-purple-600',
  shape: 'M7 7h10v10H7zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  review: async () => (await import('./review.tsx')).review,
  rules: [
    rule(() => words().ask, 'review', true),
    rule(() => words().everywhere, 'automatic', true),
    rule(() => words().tabOnly, 'automatic', false),
  ],
  get scopes() {
    return words().scopes
  },
}
