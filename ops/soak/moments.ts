import type { LineName } from './lines.ts'
import type { Trap } from './proxy-trap.ts'

/** A named step of publishing, as the line that it crosses sees it. */
export interface Moment extends Trap {
  name: string
  line: LineName
}

const at = (
  name: string,
  line: LineName,
  [moment, request, afterBytes]: [Trap['moment'], RegExp, number?],
): Moment => ({ name, line, moment, request, ...(afterBytes && { afterBytes }) })

const YOUTUBE_BEGIN = /^POST \/upload\/youtube/
const YOUTUBE_SEND = /^PUT [^\r]*upload_id=/
const TIKTOK_BEGIN = /^POST \/v2\/post\/publish\/(?:inbox\/)?video\/init/
const TIKTOK_SEND = /^PUT \/video\//
const INSTAGRAM_BEGIN = /^POST \/v[\d.]+\/\d+\/media[ ?]/
const INSTAGRAM_SEND = /^POST \/ig-api-upload/
const INSTAGRAM_FINISH = /^POST \/v[\d.]+\/\d+\/media_publish/
const RESERVE = /^POST \/trpc\/[^ ]*publication\.reserve/
const TELL = /^POST \/trpc\/[^ ]*analytics\.track/

/** Written down, and not yet done; half done; done, and not yet known. */
export const MOMENTS: readonly Moment[] = [
  at('youtube: begin written, not asked', 'youtube', ['asked', YOUTUBE_BEGIN]),
  at('youtube: begun, answer lost', 'youtube', ['answered', YOUTUBE_BEGIN]),
  at('youtube: session saved, nothing sent', 'youtube', ['asked', YOUTUBE_SEND]),
  at('youtube: mid chunk', 'youtube', ['sending', YOUTUBE_SEND, 700_000]),
  at('youtube: chunk sent, answer lost', 'youtube', ['answered', YOUTUBE_SEND]),
  at('tiktok: begin written, not asked', 'tiktok', ['asked', TIKTOK_BEGIN]),
  at('tiktok: begun, answer lost', 'tiktok', ['answered', TIKTOK_BEGIN]),
  at('tiktok: mid chunk', 'tiktok', ['sending', TIKTOK_SEND, 700_000]),
  at('tiktok: last byte sent, answer lost', 'tiktok', ['answered', TIKTOK_SEND]),
  at('instagram: begin written, not asked', 'instagram', ['asked', INSTAGRAM_BEGIN]),
  at('instagram: begun, answer lost', 'instagram', ['answered', INSTAGRAM_BEGIN]),
  at('instagram: mid upload', 'instagram', ['sending', INSTAGRAM_SEND, 700_000]),
  at('instagram: last byte sent, answer lost', 'instagram', ['answered', INSTAGRAM_SEND]),
  at('instagram: finish written, not asked', 'instagram', ['asked', INSTAGRAM_FINISH]),
  at('instagram: finished, answer lost', 'instagram', ['answered', INSTAGRAM_FINISH]),
  at('server: reserve not asked', 'api', ['asked', RESERVE]),
  at('server: reserved, answer lost', 'api', ['answered', RESERVE]),
  at('server: not told', 'api', ['asked', TELL]),
  at('server: told, answer lost', 'api', ['answered', TELL]),
]
