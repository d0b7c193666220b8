import { de as activity } from './de/activity.ts'
import { de as channels } from './de/channels.ts'
import { de as firstRun } from './de/first-run.ts'
import { de as frame } from './de/frame.ts'
import { de as health } from './de/health.ts'
import { de as opened } from './de/opened.ts'
import { de as refusals } from './de/refusals.ts'
import { de as settings } from './de/settings.ts'
import { de as videos } from './de/videos.ts'
import type { en } from './en.ts'

export const de: typeof en = {
  ...frame,
  ...firstRun,
  ...videos,
  ...opened,
  ...activity,
  ...channels,
  ...settings,
  ...health,
  ...refusals,
}
