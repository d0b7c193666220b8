import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { Publication } from '../kit/ledger.ts'
import type { Token } from '../kit/oauth.ts'
import { missingParameter, YouTubeError } from './errors.ts'
import { readVideo, type VideoResource } from './metadata.ts'
import { askedParts, listOf, VIDEO_PART_NAMES } from './parts.ts'
import { etag, thumbnails, videoResource } from './resource.ts'
import type { YouTubeKit } from './settings.ts'
import { identify, spendSearch, spendUnits } from './sign-in/access.ts'
import { jsonObject } from './upload/media-upload.ts'

type C = Context<SandboxEnv>

const WRITE_UNITS = 50

/** What an owner does to videos that exist: `update`, `delete`, and `search` among their own. */
export function youtubeOwner(kit: YouTubeKit): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.put('/youtube/v3/videos', async c => {
    const token = identify(kit, c, 'write')
    spendUnits(kit, token, WRITE_UNITS)
    const parts = askedParts(c, VIDEO_PART_NAMES)
    const body = jsonObject(await c.req.text())
    const it = ownVideo(kit, token, String(body.id ?? ''))
    const to = readVideo(withStatusOf(it, body), ['snippet', 'status'])
    kit.ledger.change(it.remoteId, changed(it, to, parts))
    return c.json(videoResource(kit, it.remoteId, parts))
  })
  app.delete('/youtube/v3/videos', c => {
    const token = identify(kit, c, 'write')
    spendUnits(kit, token, WRITE_UNITS)
    const id = c.req.query('id')
    if (!id) throw missingParameter('id')
    kit.ledger.unpublish(ownVideo(kit, token, id).remoteId)
    return c.body(null, 204)
  })
  app.get('/youtube/v3/search', c => c.json(search(kit, c)))
  return app
}

function ownVideo(kit: YouTubeKit, token: Token, videoId: string): Publication {
  const it = kit.ledger.publication(videoId)
  const message = 'The video that you are trying to update cannot be found.'
  if (!it) throw new YouTubeError(404, 'videoNotFound', { message })
  if (it.accountId === token.accountId) return it
  throw new YouTubeError(403, 'forbidden', { message: 'Forbidden', domain: 'youtube.video' })
}

// A part that is not named stays as it is; within a named one, what is left out is given up.
function withStatusOf(it: Publication, body: Record<string, unknown>) {
  const { snippet, status } = it.raw
  return { snippet: body.snippet ?? snippet, status: { ...Object(status), ...Object(body.status) } }
}

function changed(it: Publication, to: VideoResource, parts: string[]): Partial<Publication> {
  const { title, description: text } = to.snippet
  const [isSnippet, isStatus] = [parts.includes('snippet'), parts.includes('status')]
  return {
    ...(isSnippet && { title, text }),
    ...(isStatus && { privacy: to.status.privacyStatus }),
    raw: {
      snippet: isSnippet ? to.snippet : it.raw.snippet,
      status: isStatus ? to.status : it.raw.status,
    },
  }
}

function search(kit: YouTubeKit, c: C): object {
  const token = identify(kit, c, 'read')
  spendSearch(kit, token)
  askedParts(c, ['id', 'snippet'])
  const isForMine = c.req.query('forMine') === 'true'
  if (isForMine && listOf(c, 'type').join() !== 'video') {
    const message = 'The request contains an invalid combination of search filters.'
    throw new YouTubeError(400, 'invalidSearchFilter', { message, domain: 'youtube.search' })
  }
  const wanted = (c.req.query('q') ?? '').toLowerCase()
  const isSeen = (it: Publication) =>
    (isForMine ? it.accountId === token.accountId : it.privacy === 'public') &&
    `${it.title} ${it.text}`.toLowerCase().includes(wanted)
  const items = kit.ledger.publications().filter(isSeen).toReversed().map(searchResult(kit))
  const pageInfo = { totalResults: items.length, resultsPerPage: items.length }
  return {
    kind: 'youtube#searchListResponse',
    etag: etag(items),
    regionCode: 'US',
    pageInfo,
    items,
  }
}

const searchResult = (kit: YouTubeKit) => (it: Publication) => ({
  kind: 'youtube#searchResult',
  etag: etag(it),
  id: { kind: 'youtube#video', videoId: it.remoteId },
  snippet: {
    ...{ publishedAt: it.publishedAt, channelId: it.accountId, title: it.title },
    ...{ description: it.text, thumbnails: thumbnails(kit, it.remoteId) },
    ...{ channelTitle: '', liveBroadcastContent: 'none' },
  },
})
