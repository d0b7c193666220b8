import { type Context, Hono } from 'hono'
import type { Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { noticePage, videoPage } from '../kit/page.ts'
import { startKit } from '../kit/start-kit.ts'
import { youtubeCaptions } from './captions.ts'
import { documentedOnly } from './discovery.ts'
import { YouTubeError, youtubeFaultBody } from './errors.ts'
import { youtubeOwner } from './owner.ts'
import { YOUTUBE_ACCOUNTS, YOUTUBE_DEFAULTS, type YouTubeKit } from './settings.ts'
import { youtubeOAuth, youtubeRedirects } from './sign-in/oauth.ts'
import { youtubeThumbnails } from './thumbnails.ts'
import { youtubeUpload } from './upload/upload.ts'
import { youtubeVideos } from './videos.ts'

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
  app.use(documentedOnly)
  app.route('/', youtubeOAuth(kit))
  app.route('/', youtubeUpload(kit))
  app.route('/', youtubeVideos(kit))
  app.route('/', youtubeCaptions(kit))
  app.route('/', youtubeOwner(kit))
  app.route('/', youtubeThumbnails(kit))
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
