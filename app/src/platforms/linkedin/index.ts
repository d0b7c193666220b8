import { choice, type PlatformLook, type RuleChoice } from '../look.ts'
import { words } from './words.ts'

const rule = (
  says: () => string,
  mode: 'review' | 'automatic',
  privacy: 'PUBLIC' | 'CONNECTIONS',
): RuleChoice => choice(says, { platform: 'linkedin', mode, privacy })

export const linkedin: PlatformLook = {
  colour: 'bg-sky-700',
  shape: 'M7 7h2v2H7zm0 3h2v7H7zm4 0h2v1c1.2-1.9 4.5-1.6 4.5 2v4h-2v-3.6c0-2-2.5-2-2.5 0V17h-2z',
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
