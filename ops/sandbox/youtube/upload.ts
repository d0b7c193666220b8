import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { identify, spendInsert, spendUnits } from './access.ts'
import { invalid, missingParameter, YouTubeError } from './errors.ts'
import { readVideo } from './metadata.ts'
import { youtubePut } from './put.ts'
import { Sessions } from './sessions.ts'
import type { YouTubeKit } from './settings.ts'

type C = Context<SandboxEnv>

const MAX_BYTES = 274_877_906_944
const DAY_MS = 86_400_000
const START_PATHS = ['/upload/youtube/v3/videos', '/resumable/upload/youtube/v3/videos']
// The address given out differs from the one it was asked at: a client must treat it as opaque.
const SESSION_PATH = '/resumable/upload/youtube/v3/sessions'

/** `videos.insert` by resumable upload. */
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
  if (c.req.query('uploadType') !== 'resumable') {
    throw invalid('Only resumable uploads are offered here: uploadType=resumable')
  }
  const parts = (c.req.query('part') ?? '').split(',').filter(Boolean)
  if (parts.length === 0) throw missingParameter('part')
  const unknown = parts.find(part => !KNOWN_PARTS.includes(part))
  if (unknown)
    throw new YouTubeError(400, 'unknownPart', { message: unknown, domain: 'youtube.part' })
  checkChannel(kit, accountId)
  const total = declaredLength(c.req.header('x-upload-content-length'))
  const contentType = c.req.header('x-upload-content-type') ?? 'application/octet-stream'
  if (!/^(video\/|application\/octet-stream)/.test(contentType)) {
    const message =
      `Media type '${contentType}' is not supported. ` +
      'Valid media types: [video/*, application/octet-stream]'
    throw new YouTubeError(400, 'badContent', { message, domain: 'global' })
  }
  const resource = readVideo(await jsonBody(c), parts)
  const session = sessions.open({ accountId, total, contentType, resource })
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

const KNOWN_PARTS = [
  'snippet',
  'status',
  'id',
  'contentDetails',
  'localizations',
  'paidProductPlacementDetails',
  'player',
  'processingDetails',
  'recordingDetails',
  'statistics',
  'topicDetails',
]

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
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return body as Record<string, unknown>
    }
  } catch {
    // Falls through to the same refusal as a body that is JSON but no object.
  }
  throw new YouTubeError(400, 'parseError', { message: 'Parse Error', domain: 'global' })
}
