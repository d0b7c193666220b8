import { mark } from '../../../../agent/window/platforms/linkedin/mark.ts'
import { choice, type PlatformLook, type RuleChoice } from '../look.ts'
import { words } from './words.ts'

const rule = (
  says: () => string,
  mode: 'review' | 'automatic',
  privacy: 'PUBLIC' | 'CONNECTIONS',
): RuleChoice => choice(says, { platform: 'linkedin', mode, privacy })

export const linkedin: PlatformLook = {
  ...mark,
  review: async () => (await import('./review.tsx')).review,
  rules: [
    rule(() => words().ask, 'review', 'PUBLIC'),
    rule(() => words().everybody, 'automatic', 'PUBLIC'),
    rule(() => words().connections, 'automatic', 'CONNECTIONS'),
  ],
  get scopes() {
    return words().scopes
  },
}
