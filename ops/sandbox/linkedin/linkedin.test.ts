import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { join } from 'node:path'
import { makeClip } from '../instagram/clips.ts'
import { control } from '../instagram/testing.ts'
import { type Bench, bench } from '../kit/testing.ts'
import { linkedin } from './index.ts'
import { startLinkedIn } from './linkedin.ts'
import { shownText } from './little-text.ts'
import { LinkedInClient, put } from './testing.ts'

const DAY_SECONDS = 86_400
const CALM = {
  ...{ processingMs: 0, judgesMedia: false, clockAheadSeconds: 0, uploadToken: '' },
  ...{ memberRequestsPerDay: 1000, oldestVersion: '202507' },
}
// Two whole parts and a bit.
const FILE = new Blob([crypto.getRandomValues(new Uint8Array(50_000)), new Uint8Array(8_400_000)])
const sha256 = new Bun.CryptoHasher('sha256').update(await FILE.bytes()).digest('hex')
const INIT = '/rest/videos?action=initializeUpload'
let it: Bench
let client: LinkedInClient
const settings = (change: object) => control(it.sandbox.origin, 'settings', change)
const fault = (rule: object) => control(it.sandbox.origin, 'faults', rule)
const refused = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  `${status} ${body.code}`

beforeAll(async () => {
  it = await bench(startLinkedIn)
})
afterAll(() => it.close())
beforeEach(async () => {
  await settings(CALM)
  client = new LinkedInClient(it.sandbox.origin)
  await client.connect()
})

test('a video and its post come to be, with the very bytes, at their own address', async () => {
  const opened = await client.open(FILE.size)
  expect(opened.uploadInstructions.map(({ firstByte, lastByte }) => [firstByte, lastByte])).toEqual(
    [
      [0, 4_194_303],
      [4_194_304, 8_388_607],
      [8_388_608, FILE.size - 1],
    ],
  )
  const etags: string[] = []
  // In any order, and one of them twice.
  for (const index of [2, 0, 1, 0]) {
    const { uploadUrl = '', firstByte = 0, lastByte = 0 } = opened.uploadInstructions[index] ?? {}
    etags[index] = await put(uploadUrl, FILE.slice(firstByte, lastByte + 1))
  }
  expect(await client.status(opened.video)).toBe('WAITING_UPLOAD')
  expect(refused(await client.publish(opened.video))).toBe('400 MEDIA_ASSET_WAITING_UPLOAD')
  for (const _ of ['once', 'again']) {
    expect(await client.finalize(opened, etags)).toMatchObject({ status: 200, body: {} })
  }
  await it.restart()
  expect(await client.status(opened.video)).toBe('AVAILABLE')
  const { status, body, urn } = await client.publish(opened.video, { commentary: 'One\nTwo' })
  expect({ status, body, urn }).toEqual({
    ...{ status: 201, body: {}, urn: expect.stringMatching(/^urn:li:share:\d+$/) },
  })
  const { publications } = await it.ledger()
  const url = `${it.sandbox.origin}/feed/update/${urn}/`
  expect(publications.at(-1)).toMatchObject({ sha256, url, title: 'One', privacy: 'PUBLIC' })
  expect(await (await fetch(url)).text()).toContain(sha256)
})

test('PROCESSING takes its time, and a post does not wait for it', async () => {
  await settings({ processingMs: 60_000 })
  const video = await client.upload(FILE)
  expect(await client.status(video)).toBe('PROCESSING')
  expect(refused(await client.publish(video))).toBe('400 MEDIA_ASSET_WAITING_UPLOAD')
  await settings({ clockAheadSeconds: 61 })
  expect(await client.status(video)).toBe('AVAILABLE')
})

test('parts that are short, or named out of order, fail when they are processed', async () => {
  for (const [afterLast, isSwapped] of [
    [0, false],
    [1, true],
  ] as const) {
    const opened = await client.open(FILE.size)
    const etags: string[] = []
    for (const { uploadUrl, firstByte, lastByte } of opened.uploadInstructions) {
      etags.push(await put(uploadUrl, FILE.slice(firstByte, lastByte + afterLast)))
    }
    expect(etags.join()).toMatch(/^(\/ambry-videoei\/signedId\/[\w-]+\.bin,?){3}$/)
    // The first two are of one length, so that it is their order alone that is wrong.
    const [first = '', second = '', ...rest] = etags
    await client.finalize(opened, isSwapped ? [second, first, ...rest] : etags)
    expect(await client.status(opened.video)).toBe('PROCESSING_FAILED')
    expect(refused(await client.publish(opened.video))).toBe('400 MEDIA_ASSET_PROCESSING_FAILED')
  }
})

test('the token of an upload is echoed, the empty one as well', async () => {
  const opened = await client.open(10)
  const etag = await put(opened.uploadInstructions[0]?.uploadUrl ?? '', FILE.slice(0, 10))
  const finalizeUploadRequest = { video: opened.video, uploadedPartIds: [etag] }
  const without = await client.post('/rest/videos?action=finalizeUpload', { finalizeUploadRequest })
  expect(refused(without)).toBe('400 MISSING_FIELD')
  const wrong = await client.finalize({ ...opened, uploadToken: 'x' }, [etag])
  expect(refused(wrong)).toBe('400 INVALID_VALUE_FOR_FIELD')
  expect((await client.finalize(opened, [etag])).status).toBe(200)
})

test('a request with bytes is one whole part of its own', () => {
  const head = 'PUT /dms-uploads/key/2 HTTP/1.1\r\nContent-Length: 99'
  expect(linkedin.soak.piece(head)).toEqual({ session: 'key/2', sizeBytes: 99, partBytes: 99 })
  expect(linkedin.soak.piece(head.replace('PUT', 'GET'))).toBeNull()
})

test('an upload address runs out after its thirty days', async () => {
  const [part] = (await client.open(10)).uploadInstructions
  await settings({ clockAheadSeconds: 30 * DAY_SECONDS + 1 })
  const said = await put(part?.uploadUrl ?? '', FILE.slice(0, 10))
  expect(said).toStartWith('401')
  expect(said).toContain('"code":"EXPIRED_UPLOAD_URL"')
})

test('a repeat of a post whose answer was lost names it, and a ghost once it is gone', async () => {
  const video = await client.upload(FILE)
  await fault({ method: 'POST', path: '/rest/posts', fault: { kind: 'drop-after' } })
  await expect(client.publish(video)).rejects.toThrow()
  const { remoteId } = (await it.ledger()).publications.at(-1) ?? {}
  const again = await client.publish(video)
  expect(again.status).toBe(422)
  const code = { errorDetails: { inputErrors: [{ code: 'DUPLICATE_POST' }] } }
  expect(again.body).toMatchObject(code)
  expect(again.body.message).toEndWith(`: Content is a duplicate of ${remoteId}`)
  await it.get(`/_sandbox/publications/${remoteId}`, { method: 'DELETE' })
  const ghosts = [await client.publish(video), await client.publish(video)].map(
    ({ body }) => /urn:li:share:\d+$/.exec(String(body.message))?.[0],
  )
  expect(new Set([...ghosts, remoteId, undefined]).size).toBe(4)
  expect((await it.get(`/feed/update/${ghosts[0]}/`)).status).toBe(404)
  await settings({ clockAheadSeconds: DAY_SECONDS })
  expect((await client.publish(video)).status).toBe(201)
})

test('a wrong post is refused, and its text ends at a mark that is not escaped', async () => {
  const video = await client.upload(FILE)
  const code = async (more: object) => refused(await client.publish(video, more))
  expect(await code({ commentary: 'a'.repeat(3001) })).toBe('400 FIELD_LENGTH_TOO_LONG')
  expect(await code({ visibility: undefined })).toBe('400 MISSING_FIELD')
  expect(await code({ lifecycleState: 'DRAFT' })).toBe('400 INVALID_VALUE_FOR_FIELD')
  expect(await code({ author: 'urn:li:person:other' })).toBe('403 ACCESS_DENIED')
  expect(await code({ content: { media: { id: 'urn:li:image:1' } } })).toBe('400 INVALID_URN_TYPE')
  expect(shownText('a \\(b\\) \\#c \\\\ d.')).toBe('a (b) #c \\ d.')
  expect(shownText('a (b)')).toBe('a ')
  expect(shownText('C:\\new')).toBe('C:')
})

test('a request says its version and its protocol, or is refused', async () => {
  const version = (value: string) => client.post(INIT, {}, { 'linkedin-version': value })
  expect(refused(await version(''))).toBe('400 VERSION_MISSING')
  expect(refused(await version('202506'))).toBe('426 NONEXISTENT_VERSION')
  expect(refused(await version('299901'))).toBe('426 NONEXISTENT_VERSION')
  const protocol = await client.post(INIT, {}, { 'x-restli-protocol-version': '' })
  expect(refused(protocol)).toBe('400 BAD_REQUEST')
  expect(refused(await client.get('/rest/videos/urn:li:video:C5'))).toBe('400 INVALID_URN_ID')
})

test('the 151st request of a member in one day is refused, and the next day none', async () => {
  await settings({ memberRequestsPerDay: 150, clockAheadSeconds: 3 * DAY_SECONDS })
  await client.connect()
  const statuses = new Map<number, number>()
  for (let n = 0; n < 150; n++) {
    const { status } = await client.get('/v2/userinfo')
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [200, 149],
    [429, 1],
  ])
  await settings({ clockAheadSeconds: 4 * DAY_SECONDS })
  expect((await client.get('/v2/userinfo')).status).toBe(200)
})

test('a token lives sixty days and nothing refreshes it', async () => {
  const got = await client.exchange('none', { grant_type: 'refresh_token' })
  expect([got.status, got.body.error]).toEqual([400, 'unsupported_grant_type'])
  await settings({ clockAheadSeconds: 60 * DAY_SECONDS - 5 })
  expect((await client.get('/v2/userinfo')).body).toMatchObject({
    ...{ sub: '782bbtaQ', name: 'Sandbox Kitchen', picture: expect.any(String) },
  })
  await settings({ clockAheadSeconds: 60 * DAY_SECONDS })
  expect(refused(await client.get('/v2/userinfo'))).toBe('401 EXPIRED_ACCESS_TOKEN')
  const bare = await client.get('/v2/userinfo', { authorization: '' })
  expect(refused(bare)).toBe('401 EMPTY_ACCESS_TOKEN')
})

test('a video has to be a video of three seconds or more', async () => {
  await settings({ judgesMedia: true })
  const status = async (name: string, seconds: number) => {
    const path = await makeClip(join(it.dir, name), { seconds, size: '128x160', fps: 10 })
    return client.status(await client.upload(Bun.file(path)))
  }
  expect(await status('good.mp4', 3)).toBe('AVAILABLE')
  expect(await status('short.mp4', 2)).toBe('PROCESSING_FAILED')
  expect(await client.status(await client.upload(FILE))).toBe('PROCESSING_FAILED')
}, 60_000)
