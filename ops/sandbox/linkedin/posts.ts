import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { Publication } from '../kit/ledger.ts'
import { noticePage, videoPage } from '../kit/page.ts'
import {
  type Caller,
  digits,
  invalid,
  isRecord,
  type LinkedIn,
  type LinkedInContext,
  memberOf,
  missing,
  readJson,
  refuse,
} from './answers.ts'
import { shownText } from './little-text.ts'
import { needOwner, ownVideo } from './video-routes.ts'
import { type Processing, statusOf, type Video, videoFile } from './videos.ts'

const MAX_COMMENTARY = 3000
const VISIBILITIES = ['PUBLIC', 'CONNECTIONS', 'LOGGED_IN']

interface NewPost {
  author: string
  commentary: string
  visibility: string
  mediaUrn: unknown
  raw: Record<string, unknown>
}

/** The one door that publishes, and the page where the world watches what came of it. */
export function postRoutes(kit: LinkedIn, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.post('/rest/posts', async c => {
    const caller = memberOf(kit, c)
    const post = readPost(kit, caller, await readJson(c))
    const video = await processing.settle(ownVideo(kit, caller, post.mediaUrn))
    // From here on nothing waits, or two identical posts at once would both come through.
    const named = duplicateOf(kit, post)
    if (named) return c.json(duplicateBody(named, kit.settings().duplicateStatus), duplicate(kit))
    const urn = publish(kit, caller, { post, video })
    return c.body(null, 201, { 'x-restli-id': urn })
  })
  app.get('/feed/update/:urn', c => watch(kit, c))
  app.get('/feed/update/:urn/', c => watch(kit, c))
  return app
}

function readPost(kit: LinkedIn, caller: Caller, raw: Record<string, unknown>): NewPost {
  needOwner(caller, raw.author, 'author')
  const { commentary, visibility, distribution, content, lifecycleState } = raw
  if (commentary === undefined) missing('commentary')
  if (typeof commentary !== 'string') invalid('commentary')
  const counted = kit.settings().commentaryCounts === 'sent' ? commentary : shownText(commentary)
  if (counted.length > MAX_COMMENTARY) {
    const message = `commentary has more than ${MAX_COMMENTARY} characters`
    refuse(400, 'FIELD_LENGTH_TOO_LONG', message)
  }
  if (visibility === undefined) missing('visibility')
  if (typeof visibility !== 'string' || !VISIBILITIES.includes(visibility)) invalid('visibility')
  if (!isRecord(distribution)) missing('distribution')
  if (distribution.feedDistribution !== 'MAIN_FEED') invalid('distribution/feedDistribution')
  if (lifecycleState === undefined) missing('lifecycleState')
  if (lifecycleState !== 'PUBLISHED') invalid('lifecycleState')
  // LinkedIn takes a text alone as well; whoever publishes videos has then forgotten one.
  const media = isRecord(content) ? content.media : undefined
  if (!isRecord(media) || media.id === undefined) missing('content/media/id')
  return { author: caller.urn, commentary, visibility, mediaUrn: media.id, raw }
}

interface Posted {
  urn: string
  at: number
}

function keyOf(kit: LinkedIn, { author, commentary, mediaUrn }: NewPost): string {
  const isByText = kit.settings().duplicatesBy === 'text'
  const same = JSON.stringify([author, commentary, isByText ? '' : mediaUrn])
  return new Bun.CryptoHasher('sha256').update(same).digest('hex')
}

/** The URN that a refused repeat names; of a post that is gone, one that never was. */
function duplicateOf(kit: LinkedIn, post: NewPost): string | undefined {
  const first = kit.store.get<Posted>('posted', keyOf(kit, post))
  const { duplicateSeconds } = kit.settings()
  if (!first || first.at + duplicateSeconds * 1000 <= kit.now().getTime()) return undefined
  return kit.ledger.publication(first.urn) ? first.urn : newUrn(kit)
}

const newUrn = (kit: LinkedIn) => `urn:li:${kit.settings().postKind}:7${digits(18)}`
const duplicate = (kit: LinkedIn) => kit.settings().duplicateStatus as 422

export function duplicateBody(urn: string, status = 422): object {
  const exception = 'com.linkedin.content.common.exception.BadRequestResponseException'
  return {
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    message: `${exception}: Content is a duplicate of ${urn}`,
    errorDetails: {
      inputErrors: [
        { description: 'Duplicate post is detected', input: {}, code: 'DUPLICATE_POST' },
      ],
    },
    status,
  }
}

function publish(
  kit: LinkedIn,
  caller: Caller,
  { post, video }: { post: NewPost; video: Video },
): string {
  const status = statusOf(kit, video)
  if (status === 'PROCESSING_FAILED') {
    refuse(400, 'MEDIA_ASSET_PROCESSING_FAILED', `Media asset ${video.urn} failed to process`)
  }
  const { outcome } = video
  if (status !== 'AVAILABLE' || !outcome || !('sha256' in outcome)) {
    refuse(400, 'MEDIA_ASSET_WAITING_UPLOAD', `Media asset ${video.urn} is waiting upload`)
  }
  const urn = newUrn(kit)
  const publication = describe(kit, { urn, caller, post, video, sha256: outcome.sha256 })
  // Together, or a kill in between would let the same post out a second time.
  kit.store.db.transaction(() => {
    kit.ledger.publish(publication)
    kit.store.put('posted', keyOf(kit, post), { urn, at: kit.now().getTime() })
  })()
  return urn
}

interface Described {
  urn: string
  caller: Caller
  post: NewPost
  video: Video
  sha256: string
}

function describe(kit: LinkedIn, it: Described): Publication {
  const { urn, caller, post, video, sha256 } = it
  const text = shownText(post.commentary)
  return {
    ...{ remoteId: urn, accountId: caller.account.id, sha256 },
    ...{ title: text.split('\n', 1)[0] ?? '', text, privacy: post.visibility },
    sizeBytes: video.totalBytes,
    contentType: 'video/mp4',
    publishedAt: kit.now().toISOString(),
    url: `${kit.origin}/feed/update/${urn}/`,
    file: videoFile(kit, video),
    ...{ views: 0, likes: 0, comments: 0 },
    raw: { post: post.raw, video: video.urn },
  }
}

function watch(kit: LinkedIn, c: LinkedInContext): Response | Promise<Response> {
  const it = kit.ledger.publication(c.req.param('urn') ?? '')
  if (it?.privacy !== 'PUBLIC') {
    return c.html(noticePage(kit.look, 'This post cannot be displayed', 'It may be gone.'), 404)
  }
  kit.ledger.change(it.remoteId, { views: it.views + 1 })
  return c.html(videoPage(kit.look, { ...it, views: it.views + 1 }))
}
