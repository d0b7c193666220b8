import { analytics } from './features/analytics.ts'
import { exactlyOnce } from './features/exactly-once.ts'
import type { Feature } from './features/feature.ts'
import { review } from './features/review.ts'
import { smallestRepair } from './features/smallest-repair.ts'
import { teams } from './features/teams.ts'
import { watchFolder } from './features/watch-folder.ts'

export type { Feature } from './features/feature.ts'

export const FEATURES: readonly Feature[] = [
  watchFolder,
  smallestRepair,
  exactlyOnce,
  review,
  analytics,
  teams,
]
