import { PLATFORM_NAMES } from '@content/api/contract'
import type { Notice } from '../outside/desktop-notice.ts'
import type { PublicationStatus, VideoStatus } from './status.ts'

/** Tells what has come to wait for the creator, or has gone live, since what is known. */
export function openNotices(
  known: readonly VideoStatus[],
  show: (notice: Notice) => void,
): (video: VideoStatus) => void {
  const states = new Map<string, string>()
  const changes = ({ id, publications }: VideoStatus) =>
    publications.filter((it, index) => {
      // Published again, a channel is named twice; they stay in the order they were planned in.
      const key = `${id} ${index}`
      const isNew = states.get(key) !== it.state
      states.set(key, it.state)
      return isNew
    })
  known.forEach(changes)
  return video => {
    // A copy shows what its original became.
    if (video.state === 'copy') return
    for (const it of changes(video)) {
      const title = titleOf(it)
      if (title) show({ title, text: `${video.file}: ${it.label}` })
    }
  }
}

function titleOf({ state, platform }: PublicationStatus): string | null {
  if (state === 'awaiting_review') return `Waits for your yes for ${PLATFORM_NAMES[platform]}`
  return state === 'published' ? `Live on ${PLATFORM_NAMES[platform]}` : null
}
