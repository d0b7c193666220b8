import { z } from 'zod'
import { assertLength, otherRule } from '../consent.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Reply, strangeAnswer, type Wire } from '../http.ts'
import type { Job, Standing } from '../platform.ts'
import { errorCode, isOk, setbackOf } from './answers.ts'
import { chunkPlan } from './chunks.ts'
import { type TikTokOptions, type TikTokTerms, whyNotTikTok } from './consent.ts'
import type { TikTokSession } from './session.ts'

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

/** Asks for an upload address; what is sent there is posted as soon as it is whole. */
export async function begin(
  hosts: Hosts,
  job: Job<TikTokTerms>,
  wire: Wire,
): Promise<TikTokSession | Extract<Standing, { kind: 'review' }>> {
  const { terms, words, file } = job
  if (words.platform !== 'tiktok') throw otherRule()
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
  assertLength(file.durationMs, options, 'TikTok')
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

/** Every question and change but the bytes themselves. */
export function post(wire: Wire, url: string, body: object): Promise<Reply> {
  return wire.call({
    method: 'POST',
    url,
    auth: 'Bearer',
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: () => JSON.stringify(body),
  })
}
