import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { CaptionTrack, Publication } from '../kit/ledger.ts'
import { randomId, type Token } from '../kit/oauth.ts'
import { identify, spendUnits } from './access.ts'
import { invalid, missingParameter, YouTubeError } from './errors.ts'
import { etag } from './resource.ts'
import type { YouTubeKit } from './settings.ts'

type C = Context<SandboxEnv>

interface Snippet {
  videoId: string
  language: string
  name: string
}

interface CaptionSession extends Snippet {
  accountId: string
}

const PATH = '/upload/youtube/v3/captions'
const SESSION_PATH = '/resumable/upload/youtube/v3/captions'
const MAX_BYTES = 100 * 2 ** 20
const INSERT_UNITS = 400
const LIST_UNITS = 50

/** `captions.insert`, in one body or by a session, and `captions.list`. */
export function youtubeCaptions(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/youtube/v3/captions', c => {
    const token = identify(kit, c, 'captions')
    spendUnits(kit, token, LIST_UNITS)
    const it = ownVideo(kit, token, c.req.query('videoId') ?? '')
    const items = (it.captions ?? []).map(track => resource(it, track))
    return c.json({ kind: 'youtube#captionListResponse', etag: etag(items), items })
  })
  app.post(PATH, c => insert(kit, c))
  app.put(SESSION_PATH, async c => {
    const token = identify(kit, c, 'captions')
    const id = c.req.query('upload_id') ?? ''
    const session = kit.store.get<CaptionSession>('caption-session', id)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (session?.accountId !== token.accountId) return new Response('Not Found', { status: 404 })
    kit.store.remove('caption-session', id)
    return c.json(keep(kit, session, bytes))
  })
  return app
}

async function insert(kit: YouTubeKit, c: C): Promise<Response> {
  const token = identify(kit, c, 'captions')
  spendUnits(kit, token, INSERT_UNITS)
  if (c.req.query('part') !== 'snippet') throw missingParameter('part')
  const uploadType = c.req.query('uploadType')
  if (uploadType === 'multipart') {
    const { json, media } = splitRelated(c, Buffer.from(await c.req.arrayBuffer()))
    const snippet = readSnippet(kit, token, json)
    return c.json(keep(kit, snippet, media))
  }
  if (uploadType !== 'resumable') throw invalid('uploadType must be multipart or resumable')
  const snippet = readSnippet(kit, token, await c.req.text())
  const id = randomId()
  kit.store.put('caption-session', id, { ...snippet, accountId: token.accountId })
  const location = `${new URL(c.req.url).origin}${SESSION_PATH}?upload_id=${id}`
  return new Response(null, { status: 200, headers: { location, 'content-length': '0' } })
}

/** The two parts of a multipart/related body: what it is, and the track itself. */
function splitRelated(c: C, body: Buffer): { json: string; media: Uint8Array } {
  const type = c.req.header('content-type') ?? ''
  const boundary = /^multipart\/related;.*boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) throw invalid('The body is not multipart/related.')
  const [json, media, ...more] = partsOf(body, `--${boundary}`)
  if (!json || !media || more.length > 0) throw invalid('The body needs exactly two parts.')
  return { json: json.toString(), media }
}

function partsOf(body: Buffer, line: string): Buffer[] {
  const parts: Buffer[] = []
  let from = body.indexOf(line)
  while (from >= 0) {
    const next = body.indexOf(`\r\n${line}`, from + line.length)
    const head = body.indexOf('\r\n\r\n', from)
    if (next < 0 || head < 0) return parts
    parts.push(body.subarray(Math.min(head + 4, next), next))
    from = next + 2
  }
  return parts
}

function readSnippet(kit: YouTubeKit, token: Token, text: string): Snippet {
  const fields = snippetOf(text)
  const [videoId, language, name] = ['videoId', 'language', 'name'].map(key => fields[key])
  if (typeof videoId !== 'string' || typeof language !== 'string' || typeof name !== 'string') {
    throw refuse(400, 'invalidMetadata', 'The request contains invalid metadata values.')
  }
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) {
    throw refuse(400, 'invalidMetadata', 'The request contains invalid metadata values.')
  }
  if (name.length > 150) throw refuse(400, 'nameTooLong', 'The name is too long.')
  const it = ownVideo(kit, token, videoId)
  const isSame = (track: CaptionTrack) => track.language === language && track.name === name
  if (it.captions?.some(isSame)) {
    throw refuse(409, 'captionExists', 'The video already has a track of this language and name.')
  }
  return { videoId, language, name }
}

function snippetOf(text: string): Record<string, unknown> {
  try {
    const { snippet } = JSON.parse(text) as { snippet?: Record<string, unknown> }
    return snippet ?? {}
  } catch {
    throw new YouTubeError(400, 'parseError', { message: 'Parse Error', domain: 'global' })
  }
}

function keep(kit: YouTubeKit, { videoId, language, name }: Snippet, bytes: Uint8Array): object {
  const text = new TextDecoder().decode(bytes)
  if (bytes.length === 0) throw refuse(400, 'contentRequired', 'The track has no content.')
  if (bytes.length > MAX_BYTES) throw refuse(413, 'uploadTooLarge', 'Media too large')
  if (!text.includes('-->')) throw refuse(400, 'invalidMetadata', 'That is no caption file.')
  const track: CaptionTrack = {
    ...{ id: randomId(), language, name, sizeBytes: bytes.length },
    sha256: new Bun.CryptoHasher('sha256').update(bytes).digest('hex'),
    addedAt: kit.now().toISOString(),
  }
  const it = kit.ledger.publication(videoId)
  if (!it) throw refuse(404, 'videoNotFound', 'The video cannot be found.')
  kit.ledger.change(videoId, { captions: [...(it.captions ?? []), track] })
  return resource(it, track)
}

function ownVideo(kit: YouTubeKit, token: Token, videoId: string): Publication {
  const it = kit.ledger.publication(videoId)
  if (!it) throw refuse(404, 'videoNotFound', 'The video cannot be found.')
  if (it.accountId === token.accountId) return it
  throw refuse(403, 'forbidden', 'The permissions are not sufficient for this video.')
}

const refuse = (code: number, reason: string, message: string) =>
  new YouTubeError(code, reason, { message, domain: 'youtube.caption' })

const resource = (it: Publication, track: CaptionTrack) => ({
  kind: 'youtube#caption',
  etag: etag(track),
  id: track.id,
  snippet: {
    ...{ videoId: it.remoteId, lastUpdated: track.addedAt, trackKind: 'standard' },
    ...{ language: track.language, name: track.name, audioTrackType: 'unknown' },
    ...{ isCC: false, isLarge: false, isEasyReader: false, isDraft: false, isAutoSynced: false },
    status: 'serving',
  },
})
