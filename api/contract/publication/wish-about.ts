import type { WishKind } from './order.ts'

/** What each wish is about: one channel of a video, a video, or the whole device. */
export const WISH_ABOUT = {
  approve: ['channel'],
  editWords: ['channel'],
  resolve: ['channel'],
  retry: ['channel', 'video'],
  schedule: ['video'],
  cover: ['video'],
  cancel: ['video'],
  pause: ['video', 'device'],
  resume: ['video', 'device'],
} as const satisfies Record<WishKind, readonly ('channel' | 'video' | 'device')[]>
