import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { CaptionTrack, Publication } from '../kit/ledger.ts'
import { randomId, type Token } from '../kit/oauth.ts'
import { checkBody } from './discovery.ts'
import { missingParameter, YouTubeError } from './errors.ts'
import { askedParts } from './parts.ts'
import { etag } from './resource.ts'
import type { YouTubeKit } from './settings.ts'
import { identify, spendUnits } from './sign-in/access.ts'
import { jsonObject, mediaUpload } from './upload/media-upload.ts'

type C = Context<SandboxEnv>

interface Snippet {
  videoId: string
  language: string
  name: string
}

const MAX_BYTES = 100 * 2 ** 20
const INSERT_UNITS = 400
const LIST_UNITS = 50

/** `captions.insert` and `captions.list`. */
export function youtubeCaptions(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/youtube/v3/captions', c => {
    const token = identify(kit, c, 'captions')
    spendUnits(kit, token, LIST_UNITS)
    askedParts(c, CAPTION_PARTS)
    const it = ownVideo(kit, token, c.req.query('videoId') ?? '')
    const items = (it.captions ?? []).map(track => resource(it, track))
    return c.json({ kind: 'youtube#captionListResponse', etag: etag(items), items })
  })
  const insert = mediaUpload(kit, {
    path: '/youtube/v3/captions',
    need: 'captions',
    open: (c, json) => open(kit, c, json),
    keep: (snippet, { bytes }) => keep(kit, snippet, bytes),
  })
  return app.route('/', insert)
}

const CAPTION_PARTS = ['id', 'snippet']

function open(kit: YouTubeKit, c: C, json: string) {
  const token = identify(kit, c, 'captions')
  spendUnits(kit, token, INSERT_UNITS)
  if (!askedParts(c, CAPTION_PARTS).includes('snippet')) throw missingParameter('part')
  return { ...readSnippet(kit, token, json), accountId: token.accountId }
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
  const body = jsonObject(text)
  checkBody('Caption', body)
  return Object(body.snippet)
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
