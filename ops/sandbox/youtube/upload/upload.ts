import { type Context, Hono } from 'hono'
import { DAY_MS } from '../../../durations.ts'
import type { SandboxEnv } from '../../kit/kit.ts'
import { invalid, YouTubeError } from '../errors.ts'
import { readVideo } from '../metadata.ts'
import { askedParts, VIDEO_PART_NAMES } from '../parts.ts'
import { videoInserted, videoResource } from '../resource.ts'
import type { YouTubeKit } from '../settings.ts'
import { identify, spendInsert, spendUnits } from '../sign-in/access.ts'
import { jsonObject, splitRelated } from './media-upload.ts'
import { youtubePut } from './put.ts'
import { type Session, Sessions } from './sessions.ts'

type C = Context<SandboxEnv>

const MAX_BYTES = 274_877_906_944
const START_PATHS = ['/upload/youtube/v3/videos', '/resumable/upload/youtube/v3/videos']
// The address given out differs from the one it was asked at: a client must treat it as opaque.
const SESSION_PATH = '/resumable/upload/youtube/v3/sessions'

/** `videos.insert`, by resumable upload or in one body. */
export function youtubeUpload(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  const sessions = new Sessions(kit)
  app.on('POST', START_PATHS, c => start(kit, sessions, c))
  app.put(SESSION_PATH, c => youtubePut(kit, sessions, c))
  app.delete(SESSION_PATH, c => {
    identify(kit, c, 'upload')
    const session = sessions.find(c.req.query('upload_id') ?? '')
    if (session) sessions.cancel(session)
    return new Response(null, { status: session ? 499 : 404 })
  })
  return app
}

async function start(kit: YouTubeKit, sessions: Sessions, c: C): Promise<Response> {
  const token = identify(kit, c, 'upload')
  const { accountId } = token
  spendUnits(kit, token, 1)
  spendInsert(kit, token)
  const parts = askedParts(c, VIDEO_PART_NAMES)
  checkChannel(kit, accountId)
  switch (c.req.query('uploadType')) {
    case 'resumable': {
      const total = declaredLength(c.req.header('x-upload-content-length'))
      const contentType = videoType(c.req.header('x-upload-content-type'))
      const resource = readVideo(await jsonBody(c), parts)
      return opened(c, sessions.open({ accountId, total, contentType, resource }), parts)
    }
    case 'multipart': {
      const { json, media } = splitRelated(c, Buffer.from(await c.req.arrayBuffer()))
      const contentType = videoType(media.type || undefined)
      const total = declaredLength(String(media.bytes.length))
      const resource = readVideo(jsonObject(json), parts)
      const session = sessions.open({ accountId, total, contentType, resource })
      await sessions.append(session, new Blob([media.bytes]).stream(), media.bytes.length)
      await sessions.finish(session, (sha256, file) =>
        videoInserted(kit, session, { sha256, file }),
      )
      return c.json(videoResource(kit, session.videoId, parts))
    }
    default:
      // A bare body brings no title, and a video without one is refused.
      throw invalid('uploadType must be resumable or multipart')
  }
}

function videoType(contentType = 'application/octet-stream'): string {
  if (/^(video\/|application\/octet-stream)/.test(contentType)) return contentType
  const message =
    `Media type '${contentType}' is not supported. ` +
    'Valid media types: [video/*, application/octet-stream]'
  throw new YouTubeError(400, 'badContent', { message, domain: 'global' })
}

function opened(c: C, session: Session, parts: string[]): Response {
  const query = `uploadType=resumable&upload_id=${session.uploadId}&part=${parts.join(',')}`
  return new Response(null, {
    status: 200,
    headers: {
      location: `${new URL(c.req.url).origin}${SESSION_PATH}?${query}`,
      'x-guploader-uploadid': session.uploadId,
      'content-length': '0',
    },
  })
}

function checkChannel(kit: YouTubeKit, accountId: string): void {
  const { hasChannel, channelDailyUploads } = kit.settings()
  if (!hasChannel) {
    const message = 'The user must have a YouTube channel.'
    throw new YouTubeError(401, 'youtubeSignupRequired', {
      message,
      domain: 'youtube.header',
      location: 'Authorization',
      locationType: 'header',
    })
  }
  const since = kit.now().getTime() - DAY_MS
  const isRecent = (publishedAt: string) => Date.parse(publishedAt) > since
  const recent = kit.ledger
    .publications()
    .filter(it => it.accountId === accountId && isRecent(it.publishedAt))
  if (recent.length < channelDailyUploads) return
  const message = 'The user has exceeded the number of videos they may upload.'
  throw new YouTubeError(400, 'uploadLimitExceeded', { message })
}

function declaredLength(header: string | undefined): number | null {
  if (header === undefined) return null
  if (!/^\d+$/.test(header)) throw invalid('Invalid X-Upload-Content-Length')
  const bytes = Number(header)
  if (bytes > MAX_BYTES)
    throw new YouTubeError(413, 'uploadTooLarge', { message: 'Request Entity Too Large' })
  if (bytes > 0) return bytes
  const message = 'The request does not include the video content.'
  throw new YouTubeError(400, 'mediaBodyRequired', { message })
}

async function jsonBody(c: C): Promise<Record<string, unknown>> {
  const text = await c.req.text()
  if (text === '') return {}
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) {
    throw new YouTubeError(400, 'badContent', {
      message: 'Unsupported content with type',
      domain: 'global',
    })
  }
  return jsonObject(text)
}
