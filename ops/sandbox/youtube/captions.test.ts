import { afterEach, beforeEach, expect, test } from 'bun:test'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { answerConsent } from '../kit/answer-consent.ts'
import { type Bench, bench } from '../kit/testing.ts'
import {
  askToken,
  authorizePath,
  bearer,
  put,
  READ,
  reasonOf,
  redeeming,
  resource,
  signIn,
  startUpload,
  type Tokens,
  UPLOAD,
} from './testing.ts'
import { startYouTube } from './youtube.ts'

const FORCE_SSL = 'https://www.googleapis.com/auth/youtube.force-ssl'
const ALL = [UPLOAD, READ, FORCE_SSL]
const TRACK = '1\n00:00:00,000 --> 00:00:01,000\nGood morning\n'
const OWN = '482913560174-sandbox.apps.googleusercontent.com'

let it: Bench
beforeEach(async () => {
  it = await bench(startYouTube)
})
afterEach(() => it.close())

async function signedIn(scopes: string[]): Promise<string> {
  const back = await answerConsent(it.sandbox.origin + authorizePath({ scope: ALL.join(' ') }), {
    scopes,
  })
  const answer = await askToken(it, redeeming(back.searchParams.get('code') ?? ''))
  return ((await answer.json()) as Tokens).access_token
}

async function uploaded(token: string, bytes = new Uint8Array(100).fill(7)): Promise<string> {
  const started = await startUpload([it, token], resource(), bytes.length)
  const done = await put(started.headers.get('location') ?? '', token, { body: bytes })
  return ((await done.json()) as { id: string }).id
}

function insert(token: string, snippet: object, { track = TRACK, newline = '\r\n' } = {}) {
  const body = [
    '--line\r\nContent-Type: application/json\r\n\r\n',
    JSON.stringify({ snippet }),
    `\r\n--line\r\nContent-Type: text/plain\r\n\r\n${track}\r\n--line--\r\n`,
  ]
  return it.get('/upload/youtube/v3/captions?uploadType=multipart&part=snippet', {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'multipart/related; boundary=line' },
    body: body.join('').replaceAll('\r\n', newline),
  })
}

// Google's Python client ends the lines of its parts in the second way.
test.each([
  ['both', '\r\n'],
  ['one', '\n'],
])(
  'a track is kept byte for byte, and once, with %s of the signs that end a line',
  async (_, end) => {
    const token = await signedIn(ALL)
    const videoId = await uploaded(token)
    const snippet = { videoId, language: 'en', name: 'English' }
    const answer = await insert(token, snippet, { newline: end })
    expect(await answer.json()).toMatchObject({ kind: 'youtube#caption', snippet })
    const sha256 = new Bun.CryptoHasher('sha256').update(TRACK).digest('hex')
    const { publications } = await it.ledger()
    expect(publications).toMatchObject([
      { captions: [{ language: 'en', name: 'English', sha256 }] },
    ])
    expect(await reasonOf(await insert(token, snippet))).toBe('409 captionExists')
    const list = await it.get(`/youtube/v3/captions?part=snippet&videoId=${videoId}`, {
      headers: bearer(token),
    })
    expect(await list.json()).toMatchObject({ items: [{ snippet }] })
  },
)

test('a track can come by a session too', async () => {
  const token = await signedIn(ALL)
  const videoId = await uploaded(token)
  const started = await it.get('/upload/youtube/v3/captions?uploadType=resumable&part=snippet', {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ snippet: { videoId, language: 'de', name: '' } }),
  })
  const uri = started.headers.get('location') ?? ''
  const done = await put(uri, token, { body: new TextEncoder().encode(TRACK) })
  expect(await done.json()).toMatchObject({ snippet: { videoId, language: 'de' } })
})

test('captions need more than the right to upload', async () => {
  const token = await signedIn([UPLOAD, READ])
  const videoId = await uploaded(token)
  const refused = await insert(token, { videoId, language: 'en', name: '' })
  expect(await reasonOf(refused)).toBe('403 insufficientPermissions')
})

test('a bad language, an empty track and a foreign video are refused', async () => {
  const token = await signedIn(ALL)
  const videoId = await uploaded(token)
  const reasons = [
    await insert(token, { videoId, language: 'no such language', name: '' }),
    await insert(token, { videoId, language: 'en', name: 'x'.repeat(151) }),
    await insert(token, { videoId, language: 'en', name: '' }, { track: '' }),
    await insert(token, { videoId: 'missing', language: 'en', name: '' }),
  ]
  expect(await Promise.all(reasons.map(reasonOf))).toEqual([
    '400 invalidMetadata',
    '400 nameTooLong',
    '400 contentRequired',
    '404 videoNotFound',
  ])
})

test('a track costs 400 units of the day', async () => {
  const token = await signedIn(ALL)
  const videoId = await uploaded(token)
  await it.post('/_sandbox/settings', { dailyUnits: 400 })
  const refused = await insert(token, { videoId, language: 'en', name: '' })
  expect(await reasonOf(refused)).toBe('403 quotaExceeded')
})

test("each client has a hundred inserts of its own, and cannot use another's tokens", async () => {
  await it.post('/_sandbox/settings', { dailyInserts: 1 })
  const ours = await signIn(it)
  await uploaded(ours.access_token)
  const full = await startUpload([it, ours.access_token], resource(), 10)
  expect(await reasonOf(full)).toBe('429 rateLimitExceeded')

  const client = { client_id: OWN, client_secret: 'sandbox-own-secret' }
  const back = await answerConsent(it.sandbox.origin + authorizePath({ client_id: OWN }))
  const code = redeeming(back.searchParams.get('code') ?? '')
  expect((await askToken(it, code)).status).toBe(401)
  const theirs = (await (await askToken(it, { ...code, ...client })).json()) as Tokens
  expect((await startUpload([it, theirs.access_token], resource(), 10)).status).toBe(200)
  const { refresh_token = '' } = theirs
  const refresh = { grant_type: 'refresh_token', refresh_token }
  expect((await askToken(it, refresh)).status).toBe(401)
  expect((await askToken(it, { ...refresh, ...client })).status).toBe(200)
})

test('zeros take no room on the disk, and are received all the same', async () => {
  const { access_token } = await signIn(it)
  const film = new Uint8Array(64 * 2 ** 20)
  film.fill(7, 0, 1000)
  const videoId = await uploaded(access_token, film)
  const { publications } = await it.ledger()
  const sha256 = new Bun.CryptoHasher('sha256').update(film).digest('hex')
  expect(publications).toMatchObject([{ remoteId: videoId, sha256, sizeBytes: film.length }])
  const { size, blocks } = statSync(join(it.dir, 'youtube', 'files', videoId))
  expect(size).toBe(film.length)
  expect(blocks * 512).toBeLessThan(film.length / 8)
})
