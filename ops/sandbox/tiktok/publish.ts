import { Hono } from 'hono'
import { DAY_MS } from '../../durations.ts'
import type { SandboxEnv } from '../kit/kit.ts'
import {
  type Caller,
  callerOf,
  insist,
  int64,
  isRecord,
  needPlace,
  needScope,
  ok,
  readJson,
  type TikTok,
  type TikTokContext,
  TikTokError,
} from './answers.ts'
import { findPost, isPublic, listPosts, openPost, type Post, type Processing } from './posts.ts'
import {
  type ChunkPlan,
  chunkRefusal,
  guideline,
  invalid,
  postingBlock,
  postRefusal,
  privacyOptions,
} from './rules.ts'

/** Opening a post, to the profile or to the inbox, and asking what became of it. */
export function publishRoutes(kit: TikTok, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.post('/v2/post/publish/video/init/', c => initDirect(kit, c))
  app.post('/v2/post/publish/inbox/video/init/', c => initInbox(kit, c))
  app.post('/v2/post/publish/status/fetch/', async c => {
    const caller = callerOf(kit, c)
    needScope(caller, 'video.publish', 'video.upload')
    needPlace(kit, caller, ['status', kit.settings().statusPerMinute])
    const { publish_id } = await readJson(c)
    const post = await processing.settle(ownPost(kit, caller, publish_id))
    return ok(c, viewStatus(kit, post))
  })
  return app
}

async function initDirect(kit: TikTok, c: TikTokContext): Promise<Response> {
  const caller = callerOf(kit, c)
  needScope(caller, 'video.publish')
  const settings = kit.settings()
  needPlace(kit, caller, ['video/init', settings.initPerMinute])
  const { post_info, source_info } = await readJson(c)
  insist(postingBlock(settings.postingBlock))
  if (!isRecord(post_info)) throw new TikTokError(invalid('post_info is required'))
  const { isAudited, isPrivateAccount } = settings
  const privacy = privacyOptions(isPrivateAccount)
  insist(postRefusal(post_info, { privacyOptions: privacy, isAudited, isPrivateAccount }))
  const plan = readPlan(source_info)
  if (recentPosts(kit, caller, 'direct').length >= settings.dailyPosts) {
    insist(guideline('spam_risk_too_many_posts'))
  }
  return opened(c, openPost(kit, caller, { kind: 'direct', info: post_info, plan }))
}

async function initInbox(kit: TikTok, c: TikTokContext): Promise<Response> {
  const caller = callerOf(kit, c)
  needScope(caller, 'video.upload')
  needPlace(kit, caller, ['inbox/init', kit.settings().initPerMinute])
  const { source_info } = await readJson(c)
  insist(postingBlock(kit.settings().postingBlock))
  const plan = readPlan(source_info)
  if (recentPosts(kit, caller, 'inbox').length >= kit.settings().pendingShares) {
    insist(guideline('spam_risk_too_many_pending_share'))
  }
  return opened(c, openPost(kit, caller, { kind: 'inbox', info: {}, plan }))
}

function readPlan(source: unknown): ChunkPlan {
  if (!isRecord(source)) throw new TikTokError(invalid('source_info is required'))
  if (source.source === 'PULL_FROM_URL') insist(guideline('url_ownership_unverified'))
  if (source.source !== 'FILE_UPLOAD') insist(invalid('The source is invalid'))
  const number = (value: unknown) => (typeof value === 'number' ? value : Number.NaN)
  const plan = {
    videoSize: number(source.video_size),
    chunkSize: number(source.chunk_size),
    totalChunkCount: number(source.total_chunk_count),
  }
  insist(chunkRefusal(plan))
  return plan
}

// Only what arrived counts: an upload that was begun and given up is no post.
function recentPosts(kit: TikTok, { account }: Caller, kind: Post['kind']): Post[] {
  const since = kit.now().getTime() - DAY_MS
  return listPosts(kit).filter(
    it =>
      it.kind === kind &&
      it.accountId === account.id &&
      (it.receivedAt ?? 0) > since &&
      !it.outcome?.failReason,
  )
}

function opened(c: TikTokContext, post: Post): Response {
  const query = `upload_id=${post.uploadId}&upload_token=${post.uploadToken}`
  const upload_url = `${new URL(c.req.url).origin}/video/?${query}`
  return ok(c, { publish_id: post.publishId, upload_url })
}

function ownPost(kit: TikTok, { account }: Caller, publishId: unknown): Post {
  const post = findPost(kit, String(publishId))
  const wrong = (code: string) => new TikTokError({ status: 400, code, message: code })
  if (!post) throw wrong('invalid_publish_id')
  if (post.accountId === account.id) return post
  throw wrong('token_not_authorized_for_specified_publish_id')
}

function viewStatus(kit: TikTok, post: Post): object {
  const { outcome, uploadedBytes, kind } = post
  const view = (status: string, ids: string[] = []) => ({
    status,
    publicaly_available_post_id: ids.map(int64),
    uploaded_bytes: uploadedBytes,
  })
  if (outcome?.failReason) return { ...view('FAILED'), fail_reason: outcome.failReason }
  if (!outcome && isAbandoned(kit, post)) return { ...view('FAILED'), fail_reason: 'internal' }
  if (!outcome) return view('PROCESSING_UPLOAD')
  if (kind === 'inbox') return view('SEND_TO_USER_INBOX')
  const publication = kit.ledger.publication(outcome.postId)
  const isOut = publication && isPublic(kit, publication)
  return view('PUBLISH_COMPLETE', isOut ? [outcome.postId] : [])
}

function isAbandoned(kit: TikTok, post: Post): boolean {
  const endsAt = post.createdAt + kit.settings().uploadUrlSeconds * 1000
  return post.receivedAt === undefined && endsAt < kit.now().getTime()
}
