import type { Core } from '../core.ts'
import type { VideoRow } from '../journal/rows.ts'
import { factsFrom } from '../media/facts.ts'
import { MediaError } from '../media/media-error.ts'
import { smallPictures } from '../media/previews.ts'
import { callServer } from '../outside/server.ts'
import { assertSource } from '../platforms/source.ts'

/**
 * Makes small pictures of a video and shows them to the server, if it wants any. It is asked first:
 * what it has already, because this agent was killed before it wrote so down, is not sent again.
 */
export async function sharePreviews(
  core: Core,
  video: VideoRow,
  signal: AbortSignal,
): Promise<void> {
  const { sha256, path } = video
  const { preview } = core.server
  const { isWanted } = await callServer(preview.isWanted.query({ sha256 }, { signal }), signal)
  if (!isWanted) return
  await assertSource(video)
  const pictures = await smallPictures(
    await core.tools(),
    { path, facts: factsFrom(video.facts) },
    signal,
  )
  if (pictures.length === 0) throw new MediaError('ffmpeg', 'No picture could be taken.')
  const asText = pictures.map(picture => Buffer.from(picture).toString('base64'))
  // Whether they were kept or are wanted no more: it is told.
  await callServer(preview.send.mutate({ sha256, pictures: asText }, { signal }), signal)
}
