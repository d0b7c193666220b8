import { z } from 'zod'
import { type TikTokOptions, whyNotTikTok } from '../consent.ts'
import type { Hosts } from '../hosts.ts'
import type { Cargo } from '../pace/pace.ts'
import type { Job, Marks, Standing, Verbs } from '../publisher.ts'
import { MINUTE_MS, Setback } from '../setback.ts'
import { busySetback, parseJson, type Reply, strangeAnswer, type Wire } from '../wire.ts'
import { causeOfCode, errorCode, isOk, postIds, setbackOf } from './answers.ts'
import { chunkAt, chunkPlan } from './chunks.ts'

/** The upload address lives an hour; a chunk that starts later than this may not end in time. */
const URL_LIFE_MS = 55 * MINUTE_MS
const ID_PATIENCE_MS = 30_000

const Session = z.object({
  publishId: z.string(),
  uploadUrl: z.string(),
  issuedAt: z.number(),
  confirmedBytes: z.number(),
  /** The last chunk was about to be sent, so posting may have started. */
  mayBeComplete: z.boolean(),
  sentAt: z.number().nullable(),
  /** Whose page a public post appears on. */
  username: z.string().nullable(),
})
export type TikTokSession = z.infer<typeof Session>

const CreatorInfo = z.object({
  data: z.object({
    creator_username: z.string().default(''),
    creator_nickname: z.string().default(''),
    privacy_level_options: z.array(z.string()),
    comment_disabled: z.boolean(),
    duet_disabled: z.boolean(),
    stitch_disabled: z.boolean(),
    max_video_post_duration_sec: z.number(),
  }),
})
const Init = z.object({ data: z.object({ publish_id: z.string(), upload_url: z.string() }) })
const Fetched = z.object({
  data: z.object({
    status: z.string(),
    fail_reason: z.string().optional(),
    uploaded_bytes: z.number().optional(),
  }),
})

interface At {
  job: Job
  session: TikTokSession
}

/** TikTok's Content Posting API: direct posts, and drafts for the inbox. */
export function tiktokVerbs(hosts: Hosts): Verbs<TikTokSession> {
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send: (at, wire, marks) => send(hosts, at, { wire, marks }),
    check: (at, wire) => check(hosts, at, wire),
    finish: async () => ({ kind: 'wait', reason: 'TikTok is processing the video.' }),
    mayBeLive: session => session.mayBeComplete,
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

/** What this creator may choose from right now. TikTok wants it asked before every post. */
export async function askCreatorInfo(hosts: Hosts, wire: Wire): Promise<TikTokOptions> {
  const reply = await post(wire, `${hosts.api}/v2/post/publish/creator_info/query/`, {})
  const info = CreatorInfo.safeParse(parseJson(reply.text)).data?.data
  if (!isOk(reply)) throw setbackOf(reply, wire.now())
  if (!info) throw strangeAnswer('TikTok', 'creator info')
  return {
    nickname: info.creator_nickname,
    username: info.creator_username,
    privacyOptions: info.privacy_level_options,
    isCommentOff: info.comment_disabled,
    isDuetOff: info.duet_disabled,
    isStitchOff: info.stitch_disabled,
    maxDurationMs: info.max_video_post_duration_sec * 1000,
  }
}

async function begin(
  hosts: Hosts,
  job: Job,
  wire: Wire,
): Promise<TikTokSession | Extract<Standing, { kind: 'review' }>> {
  const { terms, words, file } = job
  if (terms.platform !== 'tiktok' || words.platform !== 'tiktok') {
    throw strangeAnswer('The agent', 'words for another platform')
  }
  const plan = chunkPlan(file.sizeBytes)
  const source_info = {
    source: 'FILE_UPLOAD',
    video_size: file.sizeBytes,
    chunk_size: plan.chunkBytes,
    total_chunk_count: plan.count,
  }
  if (terms.kind === 'inbox') {
    const url = `${hosts.api}/v2/post/publish/inbox/video/init/`
    return sessionFrom(await post(wire, url, { source_info }), { hosts, username: null }, wire)
  }
  const options = await askCreatorInfo(hosts, wire)
  const reason = whyNotTikTok(terms.choice, options)
  if (reason) return { kind: 'review', reason, options }
  const { choice } = terms
  const post_info = {
    title: words.caption,
    privacy_level: choice.privacy,
    disable_comment: !choice.allowComment,
    disable_duet: !choice.allowDuet,
    disable_stitch: !choice.allowStitch,
    brand_organic_toggle: choice.promotesOwnBrand,
    brand_content_toggle: choice.isPaidPartnership,
    is_aigc: choice.isAiMade,
    ...(job.coverMs !== null && { video_cover_timestamp_ms: job.coverMs }),
  }
  const url = `${hosts.api}/v2/post/publish/video/init/`
  const reply = await post(wire, url, { post_info, source_info })
  if (errorCode(reply.text) === 'privacy_level_option_mismatch') {
    return { kind: 'review', reason: setbackOf(reply, wire.now()).message, options }
  }
  return sessionFrom(reply, { hosts, username: options.username }, wire)
}

function sessionFrom(
  reply: Reply,
  { hosts, username }: { hosts: Hosts; username: string | null },
  wire: Wire,
): TikTokSession {
  const made = Init.safeParse(parseJson(reply.text)).data?.data
  if (!isOk(reply)) throw setbackOf(reply, wire.now())
  if (!made || !hosts.isOwn(made.upload_url)) throw strangeAnswer('TikTok', 'upload address')
  return {
    publishId: made.publish_id,
    uploadUrl: made.upload_url,
    issuedAt: wire.now(),
    confirmedBytes: 0,
    mayBeComplete: false,
    sentAt: null,
    username,
  }
}

async function send(
  hosts: Hosts,
  at: At & { offset: number },
  { wire, marks }: { wire: Wire; marks: Marks<TikTokSession> },
): Promise<Standing> {
  const { file } = at.job
  const plan = chunkPlan(file.sizeBytes)
  let { session, offset } = at
  for (;;) {
    const chunk = chunkAt(plan, offset, file.sizeBytes)
    // Half a chunk cannot be mended, and an address near its end is not worth starting on.
    if (!chunk || wire.now() - session.issuedAt > URL_LIFE_MS) return anew('upload_expired')
    await at.job.assertUnchanged()
    const mayBeComplete = chunk.to === file.sizeBytes
    session = { ...session, confirmedBytes: offset, mayBeComplete }
    marks.save(session, 'open')
    const onSent = (bytes: number) => marks.progress(chunk.from + bytes)
    const reply = await putChunk(at.job, session, { ...chunk, onSent, wire })
    if (reply.status === 416) {
      const kept = keptBytes(reply)
      if (kept === null || kept === offset) return anew('upload_out_of_step')
      if (kept >= file.sizeBytes) return check(hosts, { ...at, session, stage: 'sent' }, wire)
      offset = kept
      continue
    }
    if (reply.status === 403 || reply.status === 404) {
      // Refused because the chunk whose answer was lost had been the last? Then it is being posted.
      return at.session.mayBeComplete ? askedAgain() : anew('upload_expired')
    }
    if (reply.status >= 300) throw putSetback(reply, wire.now())
    offset = chunk.to
    marks.progress(offset)
    if (reply.status === 206 && !mayBeComplete) continue
    session = { ...session, confirmedBytes: offset, sentAt: wire.now() }
    marks.save(session, 'sent')
    return { kind: 'wait', reason: 'TikTok is processing the video.', afterMs: 1000 }
  }
}

function putChunk(
  job: Job,
  session: TikTokSession,
  { from, to, onSent, wire }: Required<Omit<Cargo, 'path'>> & { wire: Wire },
): Promise<Reply> {
  return wire.call({
    method: 'PUT',
    url: session.uploadUrl,
    auth: 'none',
    headers: {
      'content-type': job.file.contentType,
      'content-range': `bytes ${from}-${to - 1}/${job.file.sizeBytes}`,
    },
    cargo: { path: job.file.path, from, to, onSent },
    guard: job.assertUnchanged,
  })
}

/** `Content-Range: bytes 0-{UPLOADED_BYTES}/{TOTAL}`: the count, not the last byte's place. */
function keptBytes(reply: Reply): number | null {
  const kept = /^bytes 0-(\d+)\//.exec(reply.headers.get('content-range') ?? '')?.[1]
  return kept === undefined ? null : Number(kept)
}

function putSetback(reply: Reply, nowMs: number): Setback {
  return (
    busySetback(reply, 'TikTok', nowMs) ?? new Setback(causeOfCode(`put_${reply.status}`, nowMs))
  )
}

async function check(hosts: Hosts, at: At & { stage: string }, wire: Wire): Promise<Standing> {
  const { job, session } = at
  const url = `${hosts.api}/v2/post/publish/status/fetch/`
  const reply = await post(wire, url, { publish_id: session.publishId })
  const code = errorCode(reply.text)
  if (code === 'invalid_publish_id') return withoutPost(session)
  const fetched = Fetched.safeParse(parseJson(reply.text)).data?.data
  if (!isOk(reply)) throw setbackOf(reply, wire.now())
  if (!fetched) throw strangeAnswer('TikTok', 'status')
  switch (fetched.status) {
    case 'PUBLISH_COMPLETE':
      return complete({ hosts, job, session }, postIds(reply.text), wire)
    case 'SEND_TO_USER_INBOX':
      return {
        kind: 'published',
        remoteId: session.publishId,
        url: null,
        note: 'It waits as a draft in your TikTok inbox: finish it in the app.',
      }
    case 'FAILED': {
      const cause = causeOfCode(`failed.${fetched.fail_reason ?? 'internal'}`, wire.now())
      return cause.retry === 'never' ? { kind: 'failed', cause } : { kind: 'restart', cause }
    }
    default:
      return underWay(at, fetched.uploaded_bytes, wire.now())
  }
}

function underWay(
  { job, session, stage }: At & { stage: string },
  uploaded: number | undefined,
  nowMs: number,
): Standing {
  const isExpired = nowMs - session.issuedAt > URL_LIFE_MS
  if (session.mayBeComplete && uploaded === undefined && stage === 'open' && isExpired) {
    return { kind: 'unknown', reason: 'TikTok does not say whether it has the whole video.' }
  }
  const kept = uploaded ?? session.confirmedBytes
  if (stage === 'sent' || kept >= job.file.sizeBytes) {
    return { kind: 'wait', reason: 'TikTok is processing the video.' }
  }
  return { kind: 'send', offset: kept }
}

const askedAgain = (): Standing => ({ kind: 'wait', reason: 'TikTok is asked about the post.' })

function withoutPost(session: TikTokSession): Standing {
  return session.mayBeComplete
    ? { kind: 'unknown', reason: 'TikTok no longer knows the post that was being made.' }
    : anew('upload_expired')
}

function complete(
  { hosts, job, session }: At & { hosts: Hosts },
  ids: readonly string[],
  wire: Wire,
): Standing {
  const id = ids[0]
  if (id) {
    const name = session.username ?? job.connection.handle?.replace(/^@/, '')
    const url = name ? `${hosts.pages}/@${name}/video/${id}` : null
    return { kind: 'published', remoteId: id, url }
  }
  const isPublic =
    job.terms.platform === 'tiktok' &&
    job.terms.kind === 'direct' &&
    job.terms.choice.privacy === 'PUBLIC_TO_EVERYONE'
  // Only public posts get an id, and only after moderation; nobody waits for it for long.
  const waitedMs = wire.now() - (session.sentAt ?? 0)
  if (isPublic && waitedMs < ID_PATIENCE_MS) {
    return { kind: 'wait', reason: 'TikTok is checking the post.' }
  }
  return { kind: 'published', remoteId: session.publishId, url: null }
}

function anew(code: string): Standing {
  const reason = 'TikTok wants the upload from the start; it is sent again.'
  return { kind: 'restart', cause: { code, reason, whoCanFix: 'wait', retry: 'backoff' } }
}

function post(wire: Wire, url: string, body: object): Promise<Reply> {
  return wire.call({
    method: 'POST',
    url,
    auth: 'Bearer',
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: () => JSON.stringify(body),
  })
}
