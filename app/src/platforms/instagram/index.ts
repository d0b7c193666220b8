import { mark } from '../../../../agent/window/platforms/instagram/mark.ts'
import { choice, type PlatformLook, type RuleChoice } from '../look.ts'
import { words } from './words.ts'

const rule = (says: () => string, mode: 'review' | 'automatic', shareToFeed: boolean): RuleChoice =>
  choice(says, { platform: 'instagram', mode, shareToFeed })

export const instagram: PlatformLook = {
  ...mark,
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
