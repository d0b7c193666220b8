import type { VideoRow } from '@content/api/contract'

/**
 * The list with what changed in the place of what it was, and what is new in its own place. What is
 * older than the last that is shown comes with its page.
 */
export function withChanged(shown: VideoRow[], changed: VideoRow[], isWhole: boolean): VideoRow[] {
  const anew = new Map(changed.map(video => [video.id, video]))
  const kept = shown.map(video => anew.get(video.id) ?? video)
  const known = new Set(shown.map(video => video.id))
  const last = shown.at(-1)
  const added = changed.filter(
    video => !known.has(video.id) && (isWhole || !last || isNewer(video, last)),
  )
  return added.length === 0 ? kept : [...added, ...kept].sort((a, b) => (isNewer(a, b) ? -1 : 1))
}

/** As the server orders them: newest first, and within an instant by their ids. */
const isNewer = (a: VideoRow, b: VideoRow) =>
  a.foundAt === b.foundAt ? a.id > b.id : a.foundAt > b.foundAt
