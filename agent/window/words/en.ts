import { en as activity } from './en/activity.ts'
import { en as channels } from './en/channels.ts'
import { en as firstRun } from './en/first-run.ts'
import { en as frame } from './en/frame.ts'
import { en as health } from './en/health.ts'
import { en as opened } from './en/opened.ts'
import { en as refusals } from './en/refusals.ts'
import { en as settings } from './en/settings.ts'
import { en as videos } from './en/videos.ts'

/** Every word of the window, by the part that says it. */
export const en = {
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
