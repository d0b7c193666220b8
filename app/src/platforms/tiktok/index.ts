import { mark } from '../../../../agent/window/platforms/tiktok/mark.ts'
import { choice, type PlatformLook } from '../look.ts'
import { words } from './words.ts'

export const tiktok: PlatformLook = {
  ...mark,
  review: async () => (await import('./review.tsx')).review,
  rules: [
    choice(() => words().ask, { platform: 'tiktok', mode: 'review' }),
    choice(() => words().inbox, { platform: 'tiktok', mode: 'inbox' }),
  ],
  get scopes() {
    return words().scopes
  },
}
