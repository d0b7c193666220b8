import { afterAll, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test'
import { appendFileSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeClip, PLAIN_ENCODE } from '../instagram/clips.ts'
import { type Answer, control, temporaryFolder } from '../instagram/testing.ts'
import type { Sandbox } from '../kit/kit.ts'
import { put, TikTokClient } from './testing.ts'
import { startTikTok } from './tiktok.ts'

// Clips are really encoded, which a busy machine does slowly.
setDefaultTimeout(60_000)
const folder = temporaryFolder()
let sandbox: Sandbox
let client: TikTokClient
let clip: string
const CALM = {
  ...{ isAudited: true, isPrivateAccount: false, postingBlock: '', forcedFailReason: '' },
  ...{ processingMs: 0, moderationMs: 0, clockAheadSeconds: 0, dailyPosts: 1000 },
  ...{ initPerMinute: 6, maxVideoPostDurationSec: 600 },
}

beforeAll(async () => {
  clip = await makeClip(join(folder.path, 'good.mp4'))
  sandbox = await startTikTok({ dir: folder.path, port: 0 })
})
afterAll(async () => {
  await sandbox?.stop()
  folder.remove()
})
beforeEach(async () => {
  await control(sandbox.origin, 'settings', CALM)
  client = new TikTokClient(sandbox)
  await client.connect()
})

const INIT = '/v2/post/publish/video/init/'
const post_info = { title: 'Hi', privacy_level: 'PUBLIC_TO_EVERYONE', brand_content_toggle: false }
const source = (size: number, chunk = size) => ({
  ...{ source: 'FILE_UPLOAD', video_size: size, chunk_size: chunk },
  total_chunk_count: Math.floor(size / chunk),
})

interface Opened {
  publish_id: string
  upload_url: string
}

async function init(path = clip, info: object = {}): Promise<Opened> {
  const source_info = source(Bun.file(path).size)
  const { body } = await client.post(INIT, { post_info: { ...post_info, ...info }, source_info })
  return body.data as Opened
}

async function send(path = clip, info: object = {}, type = 'video/mp4'): Promise<string> {
  const { publish_id, upload_url } = await init(path, info)
  const body = Bun.file(path)
  const piece = { body, from: 0, total: body.size }
  const sent = await put(upload_url, piece, { 'content-type': type })
  expect(sent).toEqual({ status: 201, range: `bytes 0-${body.size}/${body.size}` })
  return publish_id
}

async function status(publish_id: string) {
  const { body } = await client.post('/v2/post/publish/status/fetch/', { publish_id })
  return body.data as Record<string, unknown>
}

const ledger = async () =>
  (await (await fetch(`${sandbox.origin}/_sandbox/ledger`)).json()) as { publications: Answer[] }

test('a public video goes from init to a page that plays it and counts views', async () => {
  const publish_id = await send()
  const { body } = await client.postForText('/v2/post/publish/status/fetch/', { publish_id })
  const id = /"publicaly_available_post_id":\[(\d{19})\]/.exec(body)?.[1] ?? ''
  expect(body).toContain('"status":"PUBLISH_COMPLETE"')
  const page = await fetch(`${sandbox.origin}/@sandbox.kitchen/video/${id}`)
  expect(await page.text()).toContain('<video')
  const query = { filters: { video_ids: [id] } }
  const got = await client.post('/v2/video/query/?fields=id,view_count,duration', query)
  expect(got.body.data).toMatchObject({ videos: [{ id, view_count: 1, duration: 4 }] })
  const listed = await client.post('/v2/video/list/?fields=id', { max_count: 1 })
  expect(listed.body.data).toMatchObject({ videos: [{ id }] })
  const file = await (await fetch(`${sandbox.origin}/_sandbox/files/${id}`)).arrayBuffer()
  expect(Bun.hash(file)).toBe(Bun.hash(await Bun.file(clip).arrayBuffer()))
})

test('the ledger knows which frame was asked for as the cover', async () => {
  const publish_id = await send(clip, { video_cover_timestamp_ms: 1500 })
  expect(await status(publish_id)).toMatchObject({ status: 'PUBLISH_COMPLETE' })
  expect((await ledger()).publications.at(-1)).toMatchObject({ coverMs: 1500 })
})

test('the id comes later than PUBLISH_COMPLETE, and never for SELF_ONLY', async () => {
  await control(sandbox.origin, 'settings', { moderationMs: 60_000 })
  const open = await send()
  const hidden = await send(clip, { privacy_level: 'SELF_ONLY' })
  const complete = { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] }
  expect([await status(open), await status(hidden)]).toMatchObject([complete, complete])
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 61 })
  expect((await status(open)).publicaly_available_post_id).toBeArrayOfSize(1)
  expect(await status(hidden)).toMatchObject(complete)
})

test('a video is published although nobody asks, also after a restart', async () => {
  await control(sandbox.origin, 'settings', { processingMs: 60_000 })
  const before = (await ledger()).publications.length
  const publish_id = await send()
  expect(await status(publish_id)).toMatchObject({ status: 'PROCESSING_UPLOAD' })
  await control(sandbox.origin, 'settings', { processingMs: 0 })
  await sandbox.stop()
  sandbox = await startTikTok({ dir: folder.path })
  let count = before
  while (count === before) count = (await ledger()).publications.length
  expect(count).toBe(before + 1)
})

test('refused posts say why', async () => {
  await control(sandbox.origin, 'settings', { initPerMinute: 100 })
  const code = async (info: object, plan = source(6_000_000)) => {
    const asked = { post_info: { ...post_info, ...info }, source_info: plan }
    const { status, body } = await client.post(INIT, asked)
    return `${status} ${body.error?.code}`
  }
  expect(await code({ title: '😀'.repeat(1100) })).toBe('200 ok')
  expect(await code({ title: `${'😀'.repeat(1100)}!` })).toBe('400 invalid_params')
  expect(await code({ privacy_level: undefined })).toBe('400 invalid_params')
  expect(await code({ privacy_level: 'FOLLOWER_OF_CREATOR' })).toBe(
    '403 privacy_level_option_mismatch',
  )
  const branded = { brand_content_toggle: true, privacy_level: 'SELF_ONLY' }
  expect(await code(branded)).toBe('400 invalid_params')
  expect(await code({}, { ...source(6_000_000), chunk_size: 5_000_000 })).toBe('400 invalid_params')
  await control(sandbox.origin, 'settings', { isAudited: false })
  const unaudited = '403 unaudited_client_can_only_post_to_private_accounts'
  expect(await code({ privacy_level: 'SELF_ONLY' })).toBe(unaudited)
  await control(sandbox.origin, 'settings', { isPrivateAccount: true })
  expect(await code({ privacy_level: 'SELF_ONLY' })).toBe('200 ok')
  await control(sandbox.origin, 'settings', { postingBlock: 'reached_active_user_cap' })
  expect(await code({})).toBe('403 reached_active_user_cap')
})

test('a seventh init within a minute answers 429, and one later does not', async () => {
  for (let n = 0; n < 6; n++) expect((await init()).publish_id.length).toBeLessThanOrEqual(64)
  const asked = { post_info, source_info: source(6_000_000) }
  const { status, body } = await client.post(INIT, asked)
  expect([status, body.error?.code]).toEqual([429, 'rate_limit_exceeded'])
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 61 })
  expect((await client.post(INIT, asked)).status).toBe(200)
})

test('the daily cap of a creator counts what arrived', async () => {
  await control(sandbox.origin, 'settings', { dailyPosts: 1, clockAheadSeconds: 2 * 86_400 })
  await client.connect()
  await send()
  const refused = await client.post(INIT, { post_info, source_info: source(6_000_000) })
  expect([refused.status, refused.body.error?.code]).toEqual([403, 'spam_risk_too_many_posts'])
})

test('pieces are taken strictly in order, whole, and once', async () => {
  const long = join(folder.path, 'long.mp4')
  copyFileSync(clip, long)
  // A `free` box makes the clip long enough for two pieces and keeps it playable.
  const free = Buffer.alloc(12_000_000)
  free.writeUInt32BE(free.length, 0)
  free.write('free', 4)
  appendFileSync(long, free)
  const file = Bun.file(long)
  const plan = { post_info, source_info: source(file.size, 5_500_000) }
  const { publish_id, upload_url } = (await client.post(INIT, plan)).body.data as Opened
  const [first, last] = [file.slice(0, 5_500_000), file.slice(5_500_000)]
  const total = file.size
  expect((await put(upload_url, { body: last, from: 5_500_000, total })).status).toBe(416)
  const short = file.slice(0, 5_000_000)
  expect((await put(upload_url, { body: short, from: 0, total })).status).toBe(400)
  expect(await put(upload_url, { body: first, from: 0, total })).toEqual({
    status: 206,
    range: `bytes 0-5500000/${total}`,
  })
  expect((await put(upload_url, { body: first, from: 0, total })).status).toBe(416)
  const fault = { kind: 'cut-after-bytes', bytes: 100_000 }
  await control(sandbox.origin, 'faults', { method: 'PUT', path: '/video/', fault })
  await expect(put(upload_url, { body: last, from: 5_500_000, total })).rejects.toThrow()
  expect(await status(publish_id)).toMatchObject({ uploaded_bytes: 5_500_000 })
  expect((await put(upload_url, { body: last, from: 5_500_000, total })).status).toBe(201)
  expect(await status(publish_id)).toMatchObject({ status: 'PUBLISH_COMPLETE' })
})

test('an upload address is known, typed, and good for an hour', async () => {
  const { upload_url } = await init()
  const body = Bun.file(clip)
  const piece = { body, from: 0, total: body.size }
  expect(upload_url.length).toBeLessThanOrEqual(256)
  expect((await put(upload_url.replace(/.$/, '~'), piece)).status).toBe(404)
  expect((await put(upload_url, piece, { 'content-type': 'image/png' })).status).toBe(400)
  expect((await put(upload_url, piece, { 'content-range': '' })).status).toBe(400)
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 3601 })
  expect((await put(upload_url, piece)).status).toBe(403)
})

const FAILS: [string, string, Parameters<typeof makeClip>[1]][] = [
  ['file_format_check_failed', 'codec.mp4', { encode: [...PLAIN_ENCODE, '-c:v', 'mpeg4'] }],
  ['file_format_check_failed', 'box.mkv', { encode: PLAIN_ENCODE.slice(0, -4) }],
  ['frame_rate_check_failed', 'slow.mp4', { fps: 15 }],
  ['frame_rate_check_failed', 'fast.mp4', { fps: 75 }],
  ['picture_size_check_failed', 'small.mp4', { size: '320x640' }],
  ['duration_check_failed', 'long-clip.mp4', { seconds: 6 }],
]
test.each(FAILS)('%s is what becomes of %s', async (reason, name, how) => {
  await control(sandbox.origin, 'settings', { maxVideoPostDurationSec: 5 })
  const publish_id = await send(await makeClip(join(folder.path, name), how))
  expect(await status(publish_id)).toMatchObject({ status: 'FAILED', fail_reason: reason })
})

test('a WebM passes', async () => {
  const encode = ['-c:v', 'libvpx', '-deadline', 'realtime', '-an']
  const path = await makeClip(join(folder.path, 'fine.webm'), { size: '360x360', encode })
  const publish_id = await send(path, {}, 'video/webm')
  expect(await status(publish_id)).toMatchObject({ status: 'PUBLISH_COMPLETE' })
})

test('every other fail_reason can be asked for', async () => {
  await control(sandbox.origin, 'settings', { forcedFailReason: 'spam_risk_text' })
  const before = (await ledger()).publications.length
  expect(await status(await send())).toMatchObject({ fail_reason: 'spam_risk_text' })
  expect((await ledger()).publications.length).toBe(before)
})

test('a draft ends in the inbox, and a sixth pending one is refused', async () => {
  const path = '/v2/post/publish/inbox/video/init/'
  const source_info = source(Bun.file(clip).size)
  let publish_id = ''
  for (let n = 0; n < 5; n++) {
    const opened = (await client.post(path, { source_info })).body.data as Opened
    publish_id = opened.publish_id
    await put(opened.upload_url, { body: Bun.file(clip), from: 0, total: Bun.file(clip).size })
  }
  expect(publish_id).toStartWith('v_inbox_file~v2.')
  expect(await status(publish_id)).toMatchObject({ status: 'SEND_TO_USER_INBOX' })
  const sixth = await client.post(path, { source_info })
  expect(sixth.body.error?.code).toBe('spam_risk_too_many_pending_share')
})

test('video query puts even refusals into HTTP 200', async () => {
  const wrong = await client.post('/v2/video/query/?fields=id', { filters: { video_ids: [] } })
  expect([wrong.status, wrong.body.error?.code]).toEqual([200, 'invalid_params'])
  const unknown = await client.post('/v2/post/publish/status/fetch/', { publish_id: 'x' })
  expect([unknown.status, unknown.body.error?.code]).toEqual([400, 'invalid_publish_id'])
})
