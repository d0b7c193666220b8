import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Bench, bench } from '../kit/testing.ts'
import { bearer, put, resource, signIn, startUpload } from './testing.ts'
import { startYouTube } from './youtube.ts'

let it: Bench
let token: string
beforeAll(async () => {
  it = await bench(startYouTube)
  token = (await signIn(it)).access_token
})
afterAll(() => it.close())

const film = new TextEncoder().encode('not really a film, and nobody looks')
const setting = (change: object) => it.post('/_sandbox/settings', change)

async function publish(snippet: object = {}, status: object = {}): Promise<string> {
  const started = await startUpload([it, token], resource(snippet, status), film.length)
  const answer = await put(started.headers.get('location') ?? '', token, { body: film })
  return ((await answer.json()) as { id: string }).id
}

interface Item {
  id: string
  status: { uploadStatus: string; privacyStatus: string; failureReason?: string }
  processingDetails: { processingStatus: string }
  statistics: Record<string, string>
  contentDetails: { videoId: string }
}
async function list(path: string): Promise<Item[]> {
  const answer = await it.get(`/youtube/v3/${path}`, { headers: bearer(token) })
  return ((await answer.json()) as { items: Item[] }).items
}
const one = async (id: string) =>
  (await list(`videos?part=status,processingDetails,statistics&id=${id}`))[0]

test('a video is processed after a while, or fails for a reason', async () => {
  await setting({ processingMs: 3_600_000 })
  const id = await publish()
  expect((await one(id))?.status.uploadStatus).toBe('uploaded')
  await setting({ processingMs: 0 })
  expect((await one(id))?.status.uploadStatus).toBe('processed')
  await setting({ outcomes: { [id]: { uploadStatus: 'failed', failureReason: 'codec' } } })
  expect(await one(id)).toMatchObject({
    status: { uploadStatus: 'failed', failureReason: 'codec' },
    processingDetails: { processingStatus: 'failed' },
  })
})

test('an unaudited project finds its public video private', async () => {
  await setting({ isForcedPrivate: true })
  const id = await publish({}, { privacyStatus: 'public' })
  await setting({ isForcedPrivate: false })
  expect((await one(id))?.status.privacyStatus).toBe('private')
})

test('an unknown video is an empty list', async () => {
  expect(await list('videos?part=status&id=nothing')).toEqual([])
})

test('opening the page counts a view, and figures are strings', async () => {
  const id = await publish()
  expect((await it.get(`/watch?v=${id}`)).status).toBe(200)
  await it.get(`/watch?v=${id}`)
  expect((await one(id))?.statistics).toEqual({
    viewCount: '2',
    likeCount: '0',
    favoriteCount: '0',
    commentCount: '0',
  })
  await setting({ areLikesHidden: true })
  expect((await one(id))?.statistics.likeCount).toBeUndefined()
  await setting({ areLikesHidden: false })
})

test('a client can look for its upload in the channel, newest first', async () => {
  const older = await publish()
  const newer = await publish()
  const channel = await list('channels?part=contentDetails&mine=true')
  const playlist = `UU${channel[0]?.id.slice(2)}`
  const items = await list(`playlistItems?part=contentDetails&playlistId=${playlist}&maxResults=2`)
  expect(items.map(item => item.contentDetails.videoId)).toEqual([newer, older])
})

test('the gallery shows what arrived and plays it in pieces', async () => {
  const id = await publish({ title: 'Fish & chips' })
  const page = await (await it.get('/')).text()
  expect(page).toContain('Fish &amp; chips')
  expect(page).toContain(new Bun.CryptoHasher('sha256').update(film).digest('hex'))
  const piece = await it.get(`/_sandbox/files/${id}`, { headers: { range: 'bytes=4-9' } })
  expect(piece.headers.get('content-range')).toBe(`bytes 4-9/${film.length}`)
  expect(await piece.text()).toBe('really')
})

test('a thumbnail needs a verified channel, a real picture and a known video', async () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4])
  const set = async (id: string, body: Uint8Array<ArrayBuffer>) =>
    (
      await it.get(`/upload/youtube/v3/thumbnails/set?uploadType=media&videoId=${id}`, {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'image/jpeg' },
        body,
      })
    ).status
  const id = await publish()
  expect(await set(id, jpeg)).toBe(200)
  expect(await set(id, Uint8Array.from([1, 2, 3]))).toBe(400)
  expect(await set('nothing', jpeg)).toBe(404)
  await setting({ isChannelVerified: false })
  expect(await set(id, jpeg)).toBe(403)
})

test('a login without a channel has no items and may not upload', async () => {
  await setting({ hasChannel: false })
  expect(await list('channels?part=id&mine=true')).toBeUndefined()
  expect((await startUpload([it, token], resource())).status).toBe(401)
})
