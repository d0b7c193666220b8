import { afterAll, beforeAll, expect, test } from 'bun:test'
import { PREVIEW_LIMITS } from '../contract/index.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { PICTURE, reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const webp = (extra = 0) =>
  Buffer.concat([Buffer.from(PICTURE, 'base64'), Buffer.alloc(extra)]).toString('base64')

/** A person with a video on its way, and the pictures of it. */
async function withVideo() {
  const creator = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(creator, 'tiktok')
  const input = reservationFor(connection)
  const { sha256 } = input.video
  const { key, person } = creator
  return {
    creator,
    connection,
    sha256,
    reserve: () => key.publication.reserve.mutate(input),
    send: (pictures = [webp(), webp(1), webp(2)]) => key.preview.send.mutate({ sha256, pictures }),
    isWanted: async () => (await key.preview.isWanted.query({ sha256 })).isWanted,
    shown: async () => (await person.analytics.videos.query({})).videos[0]?.previews ?? [],
    share: (sharePreviews: boolean) => person.workspace.update.mutate({ sharePreviews }),
  }
}

const look = (address: string, { cookie }: Creator, headers = {}) =>
  fetch(`${api.url}${address}`, {
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...headers },
  })
const bytesOf = async (reply: Response) => Buffer.from(await reply.arrayBuffer()).toString('base64')

test('pictures that a computer sends are shown in their order, wherever the video is', async () => {
  const { creator, connection, sha256, reserve, send, shown } = await withVideo()
  const item = { sha256, fileName: 'a.mp4', connectionId: connection.id, kind: 'review' as const }
  await creator.key.publication.standing.mutate({ items: [item] })
  expect(await send()).toEqual({ outcome: 'kept' })
  const { waiting } = await creator.person.publication.waiting.query()
  await reserve()
  const addresses = await shown()
  const [video] = (await creator.person.analytics.videos.query({})).videos
  const story = await creator.person.publication.story.query({ videoId: video?.id ?? '' })
  expect([waiting[0]?.previews, story.previews]).toEqual([addresses, addresses])
  const pictures = await Promise.all(addresses.map(async it => bytesOf(await look(it, creator))))
  expect(pictures).toEqual([webp(), webp(1), webp(2)])
})

test('a browser keeps a picture for a day, then asks only if it is still there', async () => {
  const { creator, reserve, send, shown } = await withVideo()
  await reserve()
  await send()
  const [address = ''] = await shown()
  const { headers } = await look(address, creator)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=86400, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
    vary: expect.stringContaining('Cookie'),
  })
  const again = await look(address, creator, { 'If-None-Match': headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const byKey = await fetch(`${api.url}${address}`, { headers: { 'X-API-Key': creator.apiKey } })
  expect(byKey.status).toBe(200)
})

test('nobody else finds it, and an address that was never given is no fault of ours', async () => {
  const { reserve, send, shown } = await withVideo()
  await reserve()
  await send()
  const [address = ''] = await shown()
  const stranger = await api.creator({ plan: 'pro' })
  expect((await look(address, stranger)).status).toBe(404)
  expect((await fetch(`${api.url}${address}`)).status).toBe(401)
  expect((await look('/api/v1/previews/0', stranger)).status).toBe(404)
})

test('sent twice they stay the first ones, and no more are asked for', async () => {
  const { reserve, send, shown, isWanted } = await withVideo()
  await reserve()
  expect(await isWanted()).toBe(true)
  await send()
  const first = await shown()
  expect(await send([webp(7)])).toEqual({ outcome: 'kept' })
  expect(await shown()).toEqual(first)
  expect(await isWanted()).toBe(false)
})

test('an admin who switches them off deletes all at once, and none come in any more', async () => {
  const { creator, reserve, send, shown, isWanted, share } = await withVideo()
  await reserve()
  await send()
  const [address = ''] = await shown()
  expect(await share(false)).toMatchObject({ sharePreviews: false })
  expect(await shown()).toEqual([])
  expect((await look(address, creator)).status).toBe(404)
  expect(await isWanted()).toBe(false)
  expect(await send()).toEqual({ outcome: 'notWanted' })
  const left = api.db.selectFrom('preview').select('place')
  const own = left.where('workspace_id', '=', creator.workspaceId)
  expect(await own.execute()).toEqual([])
  const [line] = (await creator.person.audit.list.query({ limit: 1 })).lines
  const detail = { fields: ['sharePreviews'], sharePreviews: false }
  expect(line).toMatchObject({ action: 'user_updated:workspace', detail })
  await share(true)
  expect(await creator.person.workspace.get.query()).toMatchObject({ sharePreviews: true })
  expect(await send()).toEqual({ outcome: 'kept' })
})

test('what is no small picture is refused by its name', async () => {
  const { send } = await withVideo()
  const wide = Buffer.from(PICTURE, 'base64')
  wide.writeUInt16LE(PREVIEW_LIMITS.side + 1, 26)
  const bad = {
    'a page': Buffer.from('<html>'.repeat(9)).toString('base64'),
    'a drawing': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
    'too many bytes': webp(PREVIEW_LIMITS.bytes),
    'too wide': wide.toString('base64'),
    'no base64': '%%%',
  }
  for (const [name, picture] of Object.entries(bad)) {
    const said = await problemOf(send([webp(), picture]))
    expect([name, said]).toEqual([name, expect.objectContaining({ code: 'invalid' })])
    expect(Object.keys(said.fields ?? {})[0]).toMatch(/^pictures\.1/)
  }
  expect(await problemOf(send(Array(4).fill(webp())))).toMatchObject({ code: 'invalid' })
})

test('pictures of what became no video go after 30 days; a video keeps its own', async () => {
  const { creator, reserve, send, shown } = await withVideo()
  await reserve()
  await send()
  const sha256 = 'f'.repeat(64)
  await creator.key.preview.send.mutate({ sha256, pictures: [webp()] })
  const later = new Date(Date.now() + 31 * DAY_MS)
  await keepRetention({ ...api.deps, now: () => later })
  expect(await shown()).toHaveLength(3)
  expect((await creator.key.preview.isWanted.query({ sha256 })).isWanted).toBe(true)
})
