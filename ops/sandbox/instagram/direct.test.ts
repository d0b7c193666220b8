import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { answerConsent } from '../kit/answer-consent.ts'
import type { Sandbox } from '../kit/kit.ts'
import { makeClip } from './clips.ts'
import { startInstagram } from './instagram.ts'
import { type Answer, control, temporaryFolder } from './testing.ts'

// Clips are really encoded, which a busy machine does slowly.
setDefaultTimeout(60_000)
const folder = temporaryFolder()
const redirectUri = 'https://example.com/back'
const igUser = '17841405822304914'
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startInstagram({ dir: folder.path, port: 0, login: 'instagram' })
})
afterAll(async () => {
  await sandbox?.stop()
  folder.remove()
})

async function redeem(): Promise<{ redeemed: string; again: Answer; status: number }> {
  const query = new URLSearchParams({ client_id: 'sandbox-client', redirect_uri: redirectUri })
  query.set('response_type', 'code')
  query.set('scope', 'instagram_business_basic instagram_business_content_publish')
  const back = await answerConsent(`${sandbox.origin}/oauth/authorize?${query}`)
  const form = new URLSearchParams({
    ...{ client_id: 'sandbox-client', client_secret: 'sandbox-secret' },
    ...{ grant_type: 'authorization_code', redirect_uri: redirectUri },
    code: back.searchParams.get('code') ?? '',
  })
  const exchange = () =>
    fetch(`${sandbox.origin}/oauth/access_token`, { method: 'POST', body: form })
  const redeemed = await (await exchange()).text()
  const second = await exchange()
  return { redeemed, again: (await second.json()) as Answer, status: second.status }
}

const get = async (path: string) => (await (await fetch(sandbox.origin + path)).json()) as Answer

async function longToken(): Promise<string> {
  const { access_token } = JSON.parse((await redeem()).redeemed)
  const secret = 'client_secret=sandbox-secret'
  const path = `/access_token?grant_type=ig_exchange_token&${secret}&access_token=${access_token}`
  return String((await get(path)).access_token)
}

test('the code exchange answers flat, with an id that JavaScript cannot hold', async () => {
  const { redeemed, again, status } = await redeem()
  expect(redeemed).toContain('"user_id":27640875392278831,')
  expect(status).toBe(400)
  expect(again).toMatchObject({ error_type: 'OAuthException', code: 400 })
})

test('the code exchange can answer wrapped', async () => {
  await control(sandbox.origin, 'settings', { tokenBody: 'wrapped' })
  const { data } = JSON.parse((await redeem()).redeemed)
  expect(data[0].permissions).toBe('instagram_business_basic,instagram_business_content_publish')
  await control(sandbox.origin, 'settings', { tokenBody: 'flat' })
})

test('a token less than a day old refuses to be refreshed, an older one does not', async () => {
  const path = `/refresh_access_token?grant_type=ig_refresh_token&access_token=${await longToken()}`
  expect((await get(path)).error?.code).toBe(100)
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 90_000 })
  expect((await get(path)).expires_in).toBe(5_183_944)
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 61 * 86_400 })
  expect((await get(path)).error?.error_subcode).toBe(463)
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 0 })
})

test('bytes cannot be sent: upload_type is passed over and video_url is asked for', async () => {
  const asked = { media_type: 'REELS', upload_type: 'resumable', access_token: await longToken() }
  const body = new URLSearchParams(asked)
  const answer = await fetch(`${sandbox.origin}/v25.0/${igUser}/media`, { method: 'POST', body })
  const { error } = (await answer.json()) as Answer
  expect(error).toMatchObject({ code: 100, type: 'IGApiException' })
  expect(error?.message).toBe('(#100) The parameter video_url is required')
  const door = await fetch(`${sandbox.origin}/ig-api-upload/v25.0/1`, { method: 'POST' })
  expect(door.status).toBe(404)
})

test('a video is fetched from its URL and published', async () => {
  const clip = await makeClip(join(folder.path, 'good.mp4'))
  const host = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () => new Response(Bun.file(clip)),
  })
  await control(sandbox.origin, 'settings', { processingMs: 0 })
  const access_token = await longToken()
  const post = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams({ ...form, access_token })
    const answer = await fetch(sandbox.origin + path, { method: 'POST', body })
    return (await answer.json()) as Answer
  }
  const made = await post(`/v25.0/${igUser}/media`, {
    media_type: 'REELS',
    video_url: `${host.url}`,
  })
  expect(made.uri).toBeUndefined()
  const published = await post(`/v25.0/${igUser}/media_publish`, { creation_id: String(made.id) })
  expect(published.id).toBeString()
  const { id } = await post(`/v25.0/${igUser}/media`, {
    ...{ media_type: 'REELS', video_url: 'https://example.com/v.mp4' },
  })
  const seen = await get(`/v25.0/${id}?fields=status&access_token=${access_token}`)
  expect(seen.status).toContain('2207052')
  await host.stop(true)
})
