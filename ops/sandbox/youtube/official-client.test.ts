import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Readable } from 'node:stream'
import { youtube as openYouTube, type youtube_v3 } from '@googleapis/youtube'
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library'
import { answerConsent } from '../kit/answer-consent.ts'
import { type Bench, bench } from '../kit/testing.ts'
import { CHUNK, READ, REDIRECT, UPLOAD } from './testing.ts'
import { startYouTube } from './youtube.ts'

const BASE = UPLOAD.slice(0, -'youtube.upload'.length)
const SCOPES = [UPLOAD, READ, `${BASE}youtube`, `${BASE}youtube.force-ssl`]

let it: Bench
let auth: OAuth2Client
let youtube: youtube_v3.Youtube
beforeAll(async () => {
  it = await bench(startYouTube)
  const { origin } = it.sandbox
  auth = new OAuth2Client({
    ...{ clientId: 'sandbox-client', clientSecret: 'sandbox-secret', redirectUri: REDIRECT },
    forceRefreshOnFailure: true,
    endpoints: {
      oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${origin}/token`,
      oauth2RevokeUrl: `${origin}/revoke`,
      tokenInfoUrl: `${origin}/tokeninfo`,
    },
  })
  const verifier = await auth.generateCodeVerifierAsync()
  const url = auth.generateAuthUrl({
    ...{ access_type: 'offline', prompt: 'consent', scope: SCOPES, state: 's' },
    code_challenge: verifier.codeChallenge ?? '',
    code_challenge_method: CodeChallengeMethod.S256,
  })
  const back = await answerConsent(url)
  const code = back.searchParams.get('code') ?? ''
  const { tokens } = await auth.getToken({ code, codeVerifier: verifier.codeVerifier })
  auth.setCredentials(tokens)
  youtube = openYouTube({ version: 'v3', auth, rootUrl: `${origin}/` })
})
afterAll(() => it.close())

/** Where bytes go, the client asks each call for its host and not itself. */
const here = () => ({ rootUrl: `${it.sandbox.origin}/` })
const film = Buffer.alloc(CHUNK + 5, 7)

async function insert(privacyStatus: string, title = 'Harbour at dawn'): Promise<string> {
  const video = {
    part: ['snippet', 'status'],
    requestBody: { snippet: { title, description: 'Boats.' }, status: { privacyStatus } },
    media: { mimeType: 'video/mp4', body: Readable.from([film]) },
  }
  const { data } = await youtube.videos.insert(video, here())
  return data.id ?? ''
}
/** Status and reason, as the client hands them on. */
const refusal = (call: Promise<unknown>) =>
  call.catch(({ response }) => [response.status, response.data.error.errors[0].reason])
const published = async (id: string) =>
  (await it.ledger()).publications.find(({ remoteId }) => remoteId === id)

test('a video that the Node client asks to be private is private', async () => {
  const id = await insert('private')
  expect(await published(id)).toMatchObject({
    ...{ privacy: 'private', title: 'Harbour at dawn', sizeBytes: film.length },
    ...{ contentType: 'video/mp4', sha256: sha256(film) },
  })
})

const sha256 = (bytes: Uint8Array) => new Bun.CryptoHasher('sha256').update(bytes).digest('hex')

test('it lists by repeated parts and ids, and every documented part is one', async () => {
  const ids = [await insert('unlisted'), await insert('public')]
  const { data } = await youtube.videos.list({ part: ['status', 'contentDetails'], id: ids })
  expect(data.items?.map(({ status }) => status?.privacyStatus)).toEqual(['unlisted', 'public'])
  const part = ['topicDetails', 'liveStreamingDetails', 'suggestions', 'statistics']
  expect((await youtube.videos.list({ part, id: ids })).data.items).toHaveLength(2)
  const channels = await youtube.channels.list({ part: ['id', 'brandingSettings'], mine: true })
  expect(channels.data.items).toHaveLength(1)
})

test('it sets a picture, adds captions, changes words, searches and deletes', async () => {
  const id = await insert('private', 'Before')
  const png = Buffer.from('89504e470d0a1a0a00', 'hex')
  const media = { mimeType: 'image/png', body: Readable.from([png]) }
  const set = await youtube.thumbnails.set({ videoId: id, media }, here())
  expect(set.data.items).toHaveLength(1)

  const track = { videoId: id, language: 'en', name: '' }
  const srt = '1\n00:00:00,000 --> 00:00:01,000\nBoats.\n'
  const captions = {
    part: ['snippet'],
    requestBody: { snippet: track },
    media: { mimeType: 'application/octet-stream', body: Readable.from([srt]) },
  }
  await youtube.captions.insert(captions, here())
  const list = await youtube.captions.list({ part: ['id', 'snippet'], videoId: id })
  expect(list.data.items?.map(({ snippet }) => snippet?.language)).toEqual(['en'])
  expect(await published(id)).toMatchObject({ captions: [{ sha256: sha256(Buffer.from(srt)) }] })

  await youtube.videos.update({
    part: ['snippet'],
    requestBody: { id, snippet: { title: 'After', categoryId: '22' } },
  })
  expect(await published(id)).toMatchObject({ title: 'After', privacy: 'private' })
  const found = await youtube.search.list({
    ...{ part: ['snippet'], forMine: true, type: ['video'], q: 'after' },
  })
  expect(found.data.items?.map(item => item.id?.videoId)).toEqual([id])

  expect((await youtube.videos.delete({ id })).status).toBe(204)
  expect(await published(id)).toBeUndefined()
  expect(await refusal(youtube.videos.delete({ id }))).toEqual([404, 'videoNotFound'])
})

test('it learns what a token may do, renews a dead one and revokes it', async () => {
  const { token } = await auth.getAccessToken()
  const info = await auth.getTokenInfo(token ?? '')
  expect(info.aud).toBe('sandbox-client')
  expect(info.scopes.toSorted()).toEqual(SCOPES.toSorted())
  await it.post('/_sandbox/expire-tokens', {})
  expect((await youtube.channels.list({ part: ['id'], mine: true })).status).toBe(200)
  await auth.revokeCredentials()
  expect((await it.ledger()).refreshes).toBe(1)
})

test('a day whose uploads are used up is told in the words that the field reports', async () => {
  await it.post('/_sandbox/settings', { dailyInserts: 0 })
  auth.setCredentials({})
  const url = auth.generateAuthUrl({ scope: SCOPES })
  const back = await answerConsent(url)
  auth.setCredentials((await auth.getToken(back.searchParams.get('code') ?? '')).tokens)
  const refused = insert('private')
  await expect(refused).rejects.toThrow("limit 'Video Uploads per day'")
  expect(await refusal(refused)).toEqual([429, 'rateLimitExceeded'])
})
