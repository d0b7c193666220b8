import { basename, resolve } from 'node:path'
import type { Core } from '../../core.ts'
import type { VideoRow } from '../../journal/rows.ts'
import { EXIT, Refusal } from '../../lib/refusal.ts'

/** The one video that an id, the start of one, a path or a file name means. */
export function findVideo(core: Core, wanted: string): VideoRow {
  const all = core.journal.videos()
  const isId = /^[0-9a-f]{6,64}$/i.test(wanted)
  const byId = isId ? all.filter(video => video.sha256.startsWith(wanted.toLowerCase())) : []
  const byName = all.filter(({ path }) => path === resolve(wanted) || basename(path) === wanted)
  const found = byId.length > 0 ? byId : byName
  const [video] = found
  if (!video) throw new Refusal(EXIT.usage, `No video is called "${wanted}". See: content status`)
  if (found.length > 1)
    throw new Refusal(EXIT.usage, `"${wanted}" could be ${found.length} videos.`)
  return video
}
