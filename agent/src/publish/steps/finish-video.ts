import { rm } from 'node:fs/promises'
import type { Core } from '../../core.ts'
import { stampOf } from '../../journal/file-stamp.ts'
import { NO_TROUBLE, type VideoRow } from '../../journal/rows.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { processedFolderOf } from '../../watch/folders.ts'
import { moveOver, takeFreeName } from './move-file.ts'
import { renditionFolder } from './rendition-folder.ts'

const CANCELLED = 'You cancelled it. To publish it after all, try it again.'

/** The last step: the file leaves the watched folder once it is published everywhere. */
export async function finishVideo(core: Core, video: VideoRow): Promise<void> {
  const { journal } = core
  const rows = journal.publicationsOf(video.sha256)
  const isPublished = rows.length > 0 && rows.every(row => row.state === 'published')
  if (!isPublished && video.cancelled_at !== null) {
    const said = { code: 'cancelled', reason: CANCELLED, who_can_fix: null }
    return journal.changeVideo(video.sha256, { ...said, state: 'failed' })
  }
  if (!isPublished) {
    const ended = rows.filter(row => row.state !== 'published')
    const where = ended.map(row => row.label).join(', ')
    const reason = `Not published to ${where}. See the reason there; content retry tries again.`
    const change = { state: 'failed', code: 'not_everywhere', reason, who_can_fix: null } as const
    return journal.changeVideo(video.sha256, change)
  }
  const path = (await moveToProcessed(core, video)) ?? video.path
  await rm(renditionFolder(core.config.home, video.sha256), { recursive: true, force: true })
  journal.changeVideo(video.sha256, { ...NO_TROUBLE, state: 'published', path, moving_to: null })
  if (path !== video.path) journal.forgetFile(video.path)
}

async function moveToProcessed(core: Core, video: VideoRow): Promise<string | null> {
  const processedDir = processedFolderOf(core.config, video.path)
  if (!processedDir) return null
  try {
    if (!video.moving_to && !(await stampOf(video.path))) return null
    const target = video.moving_to ?? (await takeFreeName(processedDir, video.path))
    core.journal.changeVideo(video.sha256, { moving_to: target })
    await moveOver(video.path, target)
    return target
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new Setback({
      code: 'not_moved',
      reason: `It is published, but the file could not be moved to ${processedDir}${said}.`,
      whoCanFix: 'you',
      retry: { afterMs: MINUTE_MS },
    })
  }
}
