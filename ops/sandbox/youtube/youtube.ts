import { type Context, Hono } from 'hono'
import { type Sandbox, type SandboxEnv, type SandboxOptions, startKit } from '../kit/kit.ts'
import { noticePage, videoPage } from '../kit/page.ts'
import { receive } from '../kit/wire.ts'
import { identify, spendUnits } from './access.ts'
import { youtubeCaptions } from './captions.ts'
import { missingParameter, YouTubeError, youtubeFaultBody } from './errors.ts'
import { youtubeOAuth, youtubeRedirects } from './oauth.ts'
import { etag, thumbnails } from './resource.ts'
import { YOUTUBE_ACCOUNTS, YOUTUBE_DEFAULTS, type YouTubeKit } from './settings.ts'
import { youtubeUpload } from './upload.ts'
import { youtubeVideos } from './videos.ts'

const MAX_THUMBNAIL_BYTES = 52_428_800

/**
 * Starts the YouTube stand-in: Google's OAuth, Data API v3, resumable upload, and a watch page.
 * A fault of its own: `{ kind: 'short-accept', bytes }` keeps only so many bytes of a PUT.
 */
export function startYouTube(options: SandboxOptions): Promise<Sandbox> {
  return startKit(
    {
      name: 'youtube',
      look: { title: 'Sandbox YouTube', accent: '#e62117' },
      accounts: YOUTUBE_ACCOUNTS,
      settings: YOUTUBE_DEFAULTS,
      redirects: youtubeRedirects,
      faultBody: youtubeFaultBody,
      routes,
    },
    options,
  )
}

function routes(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.onError(error => {
    if (error instanceof YouTubeError) return error.toResponse()
    throw error
  })
  app.route('/', youtubeOAuth(kit))
  app.route('/', youtubeUpload(kit))
  app.route('/', youtubeVideos(kit))
  app.route('/', youtubeCaptions(kit))
  app.post('/upload/youtube/v3/thumbnails/set', c => setThumbnail(kit, c))
  app.get('/watch', c => watch(kit, c, c.req.query('v') ?? ''))
  app.get('/shorts/:id', c => watch(kit, c, c.req.param('id')))
  app.get('/avatars/:file', c => {
    const letter = kit.accounts.find(it => c.req.param('file').startsWith(it.id))?.name[0] ?? '?'
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 88"><rect width="88" height="88" ' +
      'fill="#e62117"/><text x="44" y="60" font-size="48" font-family="sans-serif" fill="#fff" ' +
      `text-anchor="middle">${letter}</text></svg>`
    return c.body(svg, 200, { 'content-type': 'image/svg+xml' })
  })
  return app
}

function watch(kit: YouTubeKit, c: Context<SandboxEnv>, videoId: string) {
  const it = kit.ledger.publication(videoId)
  if (!it) return c.html(noticePage(kit.look, 'Video unavailable', 'No such video.'), 404)
  const seen = { ...it, views: it.views + 1 }
  kit.ledger.change(videoId, { views: seen.views })
  return c.html(videoPage(kit.look, seen))
}

async function setThumbnail(kit: YouTubeKit, c: Context<SandboxEnv>): Promise<Response> {
  const token = identify(kit, c, 'upload')
  spendUnits(kit, token, 50)
  const videoId = c.req.query('videoId')
  if (!videoId) throw missingParameter('videoId')
  const refuse = (code: number, reason: string, message: string) =>
    new YouTubeError(code, reason, { message, domain: 'youtube.thumbnail' })
  const it = kit.ledger.publication(videoId)
  if (!it) throw refuse(404, 'videoNotFound', 'The video cannot be found.')
  if (it.accountId !== token.accountId || !kit.settings().isChannelVerified) {
    const message =
      "The authenticated user doesn't have permissions to upload and set custom video thumbnails."
    throw refuse(403, 'forbidden', message)
  }
  const type = c.req.header('content-type') ?? ''
  if (!/^(image\/jpeg|image\/png|application\/octet-stream)/.test(type)) {
    throw refuse(400, 'badContent', `Media type '${type}' is not supported.`)
  }
  const path = kit.store.filePath(`thumbnail-${videoId}`)
  const got = await receive(c.req.raw.body, { path, at: 0, room: MAX_THUMBNAIL_BYTES })
  if (got.bodyBytes === 0) throw refuse(400, 'mediaBodyRequired', 'The image content is missing.')
  if (got.bodyBytes > MAX_THUMBNAIL_BYTES) throw refuse(413, 'uploadTooLarge', 'Media too large')
  if (!(await isImage(path))) throw refuse(400, 'invalidImage', 'The image content is invalid.')
  kit.ledger.change(videoId, { thumbnail: path })
  const items = [thumbnails(kit, videoId)]
  return c.json({ kind: 'youtube#thumbnailSetResponse', etag: etag(items), items })
}

async function isImage(path: string): Promise<boolean> {
  const head = Buffer.from(await Bun.file(path).slice(0, 8).arrayBuffer()).toString('hex')
  return head.startsWith('ffd8ff') || head === '89504e470d0a1a0a'
}
