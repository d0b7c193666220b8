import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { type Bench, bench } from '../../kit/testing.ts'
import { bearer, CHUNK, put, reasonOf, resource, signIn, startUpload } from '../testing.ts'
import { startYouTube } from '../youtube.ts'

const TOTAL = 3 * CHUNK + 7
const bytes = crypto.getRandomValues(new Uint8Array(65_536))
const film = new Uint8Array(TOTAL).map((_, index) => bytes[index % 65_536] ?? 0)
const sha256 = new Bun.CryptoHasher('sha256').update(film).digest('hex')

let it: Bench
let token: string
beforeAll(async () => {
  it = await bench(startYouTube)
  token = (await signIn(it)).access_token
})
beforeEach(() => it.get('/_sandbox/faults', { method: 'DELETE' }))
afterAll(() => it.close())

const begin = async () =>
  (await startUpload([it, token], resource())).headers.get('location') ?? 'nowhere'
const chunk = (uri: string, from: number, to: number) =>
  put(uri, token, { body: film.slice(from, to), range: `bytes ${from}-${to - 1}/${TOTAL}` })
const probe = (uri: string) => put(uri, token, { range: `bytes */${TOTAL}` })
const kept = (answer: Response) => `${answer.status} ${answer.headers.get('range')}`
const arm = (fault: object, more: object = {}) =>
  it.post('/_sandbox/faults', { method: 'PUT', path: 'upload_id', fault, ...more })
const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id

test('a file sent whole becomes a video with exactly its bytes', async () => {
  const answer = await put(await begin(), token, { body: film })
  expect(answer.status).toBe(201)
  const video = (await answer.json()) as { id: string; status: object }
  expect(video.status).toMatchObject({ uploadStatus: 'uploaded', privacyStatus: 'unlisted' })
  const { publications } = await it.ledger()
  expect(publications.at(-1)).toMatchObject({ remoteId: video.id, sha256, sizeBytes: TOTAL })
})

test('chunks go on where the Range ends, and probes repeat the final answer', async () => {
  const uri = await begin()
  expect(kept(await probe(uri))).toBe('308 null')
  expect(kept(await chunk(uri, 0, CHUNK))).toBe(`308 bytes=0-${CHUNK - 1}`)
  expect(kept(await probe(uri))).toBe(`308 bytes=0-${CHUNK - 1}`)
  expect(kept(await chunk(uri, CHUNK, 3 * CHUNK))).toBe(`308 bytes=0-${3 * CHUNK - 1}`)
  const last = await chunk(uri, 3 * CHUNK, TOTAL)
  const again = await probe(uri)
  expect([last.status, again.status]).toEqual([201, 201])
  expect(await idOf(again)).toBe(await idOf(last))
})

test('overlaps and gaps are not kept', async () => {
  const uri = await begin()
  expect(kept(await chunk(uri, CHUNK, 2 * CHUNK))).toBe('308 null')
  await chunk(uri, 0, CHUNK)
  expect(kept(await chunk(uri, 0, 2 * CHUNK))).toBe(`308 bytes=0-${CHUNK - 1}`)
})

test('a crooked chunk, a wrong total and a lying length are refused', async () => {
  const uri = await begin()
  const send = async (body: Uint8Array, range: string) =>
    (await put(uri, token, { body, range })).status
  expect(await send(film.slice(0, 1000), `bytes 0-999/${TOTAL}`)).toBe(400)
  expect(await send(film.slice(0, CHUNK), `bytes 0-${CHUNK - 1}/${TOTAL + 1}`)).toBe(400)
  expect(await send(film.slice(0, CHUNK), `bytes 0-${2 * CHUNK - 1}/${TOTAL}`)).toBe(400)
  expect(kept(await probe(uri))).toBe('308 null')
})

test('a short accept keeps less than was sent', async () => {
  const uri = await begin()
  await arm({ kind: 'short-accept', bytes: 100_000 })
  expect(kept(await chunk(uri, 0, CHUNK))).toBe('308 bytes=0-99999')
  const rest = await put(uri, token, {
    body: film.slice(100_000),
    range: `bytes 100000-${TOTAL - 1}/${TOTAL}`,
  })
  expect(rest.status).toBe(201)
  expect((await it.ledger()).publications.at(-1)).toMatchObject({ sha256 })
})

test('a 503 in the middle of a chunk leaves what had arrived', async () => {
  const uri = await begin()
  await arm({ kind: 'status', status: 503, afterBytes: 123_456 })
  const answer = await put(uri, token, { body: film })
  expect(await reasonOf(answer)).toBe('503 backendError')
  expect(kept(await probe(uri))).toBe('308 bytes=0-123455')
})

test('a cut line leaves what had arrived, through a restart', async () => {
  const uri = await begin()
  await arm({ kind: 'cut-after-bytes', bytes: 300_000 })
  await expect(put(uri, token, { body: film })).rejects.toThrow()
  await it.restart()
  expect(kept(await probe(uri))).toBe('308 bytes=0-299999')
})

test('an answer that is lost after the last byte is told again by a probe', async () => {
  const uri = await begin()
  await arm({ kind: 'drop-after' })
  await expect(put(uri, token, { body: film })).rejects.toThrow()
  await it.restart()
  expect((await probe(uri)).status).toBe(201)
  const { publications } = await it.ledger()
  expect(new Set(publications.map(row => row.remoteId)).size).toBe(publications.length)
})

test('a session is gone when it is invented, cancelled or too old', async () => {
  const uri = await begin()
  expect((await probe(uri.replace(/upload_id=\w/, 'upload_id=X'))).status).toBe(404)
  await it.post('/_sandbox/settings', { sessionSeconds: -1 })
  const expired = (await probe(uri)).status
  await it.post('/_sandbox/settings', { sessionSeconds: 604_800 })
  expect(expired).toBe(404)
  await fetch(uri, { method: 'DELETE', headers: bearer(token) })
  expect((await probe(uri)).status).toBe(404)
})

test('a token that ends in the middle does not end the session', async () => {
  const uri = await begin()
  await chunk(uri, 0, CHUNK)
  await it.post('/_sandbox/expire-tokens', {})
  expect(await reasonOf(await chunk(uri, CHUNK, 2 * CHUNK))).toBe('401 authError')
  token = (await signIn(it)).access_token
  expect(kept(await chunk(uri, CHUNK, 2 * CHUNK))).toBe(`308 bytes=0-${2 * CHUNK - 1}`)
})

const long = (count: number) => 'a'.repeat(count)
const REFUSED: [string, object, object, string][] = [
  ['no title', { title: '' }, {}, '400 invalidTitle'],
  ['101 characters of title', { title: long(101) }, {}, '400 invalidTitle'],
  ['an angle bracket in the title', { title: 'a > b' }, {}, '400 invalidTitle'],
  [
    '5001 bytes of description',
    { description: `${'é'.repeat(2500)}a` },
    {},
    '400 invalidDescription',
  ],
  ['an angle bracket in the text', { description: '<b>' }, {}, '400 invalidDescription'],
  ['tags of 501 characters', { tags: [long(250), long(250)] }, {}, '400 invalidTags'],
  ['quotes that make 501', { tags: [`${long(250)} ${long(248)}`] }, {}, '400 invalidTags'],
  ['a category that is a number', { categoryId: 22 }, {}, '400 invalid'],
  ['an unknown category', { categoryId: '999' }, {}, '400 invalidCategoryId'],
  ['an unknown privacy', {}, { privacyStatus: 'hidden' }, '400 invalid'],
  [
    'a schedule for a public video',
    {},
    { privacyStatus: 'public', publishAt: '2030-01-01T00:00:00Z' },
    '400 invalidPublishAt',
  ],
]
test.each(REFUSED)('%s is refused before a byte is sent', async (...row) => {
  const [, snippet, status, said] = row
  expect(await reasonOf(await startUpload([it, token], resource(snippet, status)))).toBe(said)
})

test('metadata at every limit is accepted', async () => {
  const body = resource({ title: long(100), description: long(5000), tags: [long(249), long(250)] })
  expect((await startUpload([it, token], body)).status).toBe(200)
})

test('a used-up day and a full channel are said before a byte is sent', async () => {
  await it.post('/_sandbox/settings', { channelDailyUploads: 0 })
  expect(await reasonOf(await startUpload([it, token], resource()))).toBe('400 uploadLimitExceeded')
  await it.post('/_sandbox/settings', { channelDailyUploads: 100, dailyInserts: 1 })
  expect(await reasonOf(await startUpload([it, token], resource()))).toBe('429 rateLimitExceeded')
  await it.post('/_sandbox/settings', { dailyInserts: 100 })
})

test('an unfinished upload leaves no video behind', async () => {
  const before = (await it.ledger()).publications.length
  await chunk(await begin(), 0, CHUNK)
  expect((await it.ledger()).publications.length).toBe(before)
})
