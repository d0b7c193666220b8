import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { Publication } from '../kit/ledger.ts'
import type { Token } from '../kit/oauth.ts'
import { YouTubeError } from './errors.ts'
import { CATEGORIES } from './metadata.ts'
import { askedParts, CHANNEL_PART_NAMES, listOf, VIDEO_PART_NAMES } from './parts.ts'
import { etag, thumbnails, videoResource } from './resource.ts'
import type { YouTubeKit } from './settings.ts'
import { identify, spendUnits } from './sign-in/access.ts'

type C = Context<SandboxEnv>

const page = (kind: string, items: object[], total = items.length) => ({
  kind: `youtube#${kind}`,
  etag: etag(items),
  items,
  pageInfo: { totalResults: total, resultsPerPage: items.length },
})

/** The read side: channels, videos, the uploads playlist, categories. */
export function youtubeVideos(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/youtube/v3/channels', c => {
    const token = reader(kit, c)
    const parts = askedParts(c, CHANNEL_PART_NAMES)
    const ids = listOf(c, 'id')
    if (c.req.query('mine') !== 'true' && ids.length === 0) throw noFilter()
    const wanted = ids.length > 0 ? ids : kit.settings().hasChannel ? [token.accountId] : []
    const items = wanted.flatMap(id => channelResource(kit, id, parts))
    // A login without a channel gets an answer that has no list at all.
    return c.json(items.length > 0 ? page('channelListResponse', items) : noItems())
  })
  app.get('/youtube/v3/videos', c => {
    const token = reader(kit, c)
    const parts = askedParts(c, VIDEO_PART_NAMES)
    const ids = listOf(c, 'id')
    if (ids.length === 0) throw noFilter()
    if (ids.length > 50)
      throw new YouTubeError(400, 'invalidFilters', { message: 'At most 50 ids' })
    const found = [...new Set(ids)].flatMap(id => kit.ledger.publication(id) ?? [])
    const isOwn = (it: Publication) => it.accountId === token.accountId
    const isOwners = parts.includes('processingDetails') || parts.includes('fileDetails')
    if (isOwners && !found.every(isOwn)) throw forbidden()
    const seen = found.filter(it => isOwn(it) || it.privacy !== 'private')
    return c.json(
      page(
        'videoListResponse',
        seen.map(it => videoResource(kit, it.remoteId, parts)),
      ),
    )
  })
  app.get('/youtube/v3/playlistItems', c => c.json(uploadsPlaylist(kit, c)))
  app.get('/youtube/v3/videoCategories', c => {
    reader(kit, c)
    const items = Object.entries(CATEGORIES).map(([id, title]) => ({
      kind: 'youtube#videoCategory',
      id,
      snippet: { title, assignable: true },
    }))
    return c.json(page('videoCategoryListResponse', items))
  })
  return app
}

function reader(kit: YouTubeKit, c: C): Token {
  const token = identify(kit, c, 'read')
  spendUnits(kit, token, 1)
  return token
}

const noItems = () => ({
  kind: 'youtube#channelListResponse',
  pageInfo: { totalResults: 0, resultsPerPage: 5 },
})
const noFilter = () =>
  new YouTubeError(400, 'missingRequiredParameter', {
    message: 'No filter selected. Expected one of: id, mine',
    domain: 'youtube.parameter',
  })
const forbidden = () =>
  new YouTubeError(403, 'forbidden', { message: 'Forbidden', domain: 'global' })

function channelResource(kit: YouTubeKit, channelId: string, parts: string[]): object[] {
  const account = kit.accounts.find(it => it.id === channelId)
  if (!account) return []
  const own = kit.ledger.publications().filter(it => it.accountId === channelId)
  const avatar = { url: `${kit.origin}/avatars/${channelId}.svg`, width: 88, height: 88 }
  const views = own.reduce((sum, it) => sum + it.views, 0)
  const bodies: Record<string, object> = {
    snippet: {
      title: account.name,
      description: '',
      customUrl: account.handle,
      publishedAt: '2020-01-01T00:00:00Z',
      thumbnails: { default: avatar, medium: avatar, high: avatar },
    },
    contentDetails: { relatedPlaylists: { likes: '', uploads: `UU${channelId.slice(2)}` } },
    status: {
      privacyStatus: 'public',
      isLinked: true,
      longUploadsStatus: kit.settings().isChannelVerified ? 'allowed' : 'eligible',
    },
    statistics: { viewCount: String(views), videoCount: String(own.length) },
  }
  const asked = Object.fromEntries(
    parts.filter(part => bodies[part]).map(part => [part, bodies[part]]),
  )
  return [{ kind: 'youtube#channel', etag: etag(asked), id: channelId, ...asked }]
}

function uploadsPlaylist(kit: YouTubeKit, c: C): object {
  const token = reader(kit, c)
  const parts = askedParts(c, ['id', 'snippet', 'contentDetails', 'status'])
  const playlistId = c.req.query('playlistId')
  if (!playlistId) throw noFilter()
  const account = kit.accounts.find(it => `UU${it.id.slice(2)}` === playlistId)
  if (!account) {
    const message = 'The playlist identified with the request cannot be found.'
    throw new YouTubeError(404, 'playlistNotFound', { message, domain: 'youtube.playlistItem' })
  }
  const isSeen = (it: Publication) =>
    it.accountId === account.id && (account.id === token.accountId || it.privacy === 'public')
  const all = kit.ledger.publications().filter(isSeen).toReversed()
  const size = Math.min(50, Math.max(0, Number(c.req.query('maxResults') ?? 5)))
  const from = Number(Buffer.from(c.req.query('pageToken') ?? '', 'base64url').toString() || 0)
  const items = all.slice(from, from + size).map((it, index) => playlistItem(kit, it, from + index))
  const token64 = (offset: number) => Buffer.from(String(offset)).toString('base64url')
  return {
    ...page(
      'playlistItemListResponse',
      items.map(item => pick(item, parts)),
      all.length,
    ),
    ...(from + size < all.length && { nextPageToken: token64(from + size) }),
  }
}

const pick = (item: Record<string, unknown>, parts: string[]) =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => ['kind', 'id', ...parts].includes(name)),
  )

function playlistItem(kit: YouTubeKit, it: Publication, position: number) {
  const playlistId = `UU${it.accountId.slice(2)}`
  return {
    kind: 'youtube#playlistItem',
    id: Buffer.from(`${playlistId}.${it.remoteId}`).toString('base64url'),
    snippet: {
      publishedAt: it.publishedAt,
      channelId: it.accountId,
      title: it.title,
      description: it.text,
      thumbnails: thumbnails(kit, it.remoteId),
      playlistId,
      position,
      resourceId: { kind: 'youtube#video', videoId: it.remoteId },
    },
    contentDetails: { videoId: it.remoteId, videoPublishedAt: it.publishedAt },
    status: { privacyStatus: it.privacy },
  }
}
