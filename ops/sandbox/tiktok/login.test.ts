import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { control, temporaryFolder } from '../instagram/testing.ts'
import { answerConsent } from '../kit/answer-consent.ts'
import type { Sandbox } from '../kit/kit.ts'
import { TikTokClient } from './testing.ts'
import { startTikTok } from './tiktok.ts'

const folder = temporaryFolder()
let sandbox: Sandbox
let client: TikTokClient

beforeAll(async () => {
  sandbox = await startTikTok({ dir: folder.path, port: 0 })
})
afterAll(async () => {
  await sandbox?.stop()
  folder.remove()
})
beforeEach(async () => {
  const calm = { clientType: 'desktop', clockAheadSeconds: 0, oauthErrorStatus: 400 }
  await control(sandbox.origin, 'settings', { ...calm, postingBlock: '', isPrivateAccount: false })
  client = new TikTokClient(sandbox)
  await client.connect()
})

test('the browser comes back with code, scopes and state', async () => {
  const back = await answerConsent(client.authorizeUrl())
  expect(back.searchParams.get('scopes')).toContain('video.publish')
  expect(back.searchParams.get('state')).toBe('st4te')
  const denied = await answerConsent(client.authorizeUrl(), { decision: 'deny' })
  expect(denied.searchParams.get('error')).toBe('access_denied')
})

test('a code works once and only decoded', async () => {
  const code = await client.code()
  expect((await client.exchange(code.replace('!', '%21'))).error).toBe('invalid_grant')
  const got = await client.exchange(code)
  expect(got).toMatchObject({ expires_in: 86_400, token_type: 'Bearer' })
  expect((await client.exchange(code)).error).toBe('invalid_grant')
})

test('the verifier and the redirect address must be the ones of the request', async () => {
  const wrong = await client.exchange(await client.code(), { code_verifier: 'w'.repeat(64) })
  expect(wrong.error).toBe('invalid_request')
  const code = await client.code()
  const moved = await client.exchange(code, { redirect_uri: 'http://localhost:1/other' })
  expect(moved.error_description).toContain('Redirect_uri is not matched')
  expect((await client.exchange(code, { client_secret: 'guess' })).error).toBe('invalid_client')
})

const REFUSED: [string, Record<string, string>][] = [
  ['client_id in place of client_key', { client_key: '' }],
  ['scopes separated by spaces', { scope: 'user.info.basic video.publish' }],
  ['a challenge in base64url', { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }],
  ['no challenge', { code_challenge: '' }],
  ['a redirect away from this machine', { redirect_uri: 'https://example.com/back' }],
  ['a redirect with a query', { redirect_uri: 'http://localhost:8787/back?a=1' }],
  ['another response type', { response_type: 'token' }],
]
test.each(REFUSED)('a desktop app with %s is shown an error page', async (_, more) => {
  expect((await fetch(client.authorizeUrl(more))).status).toBe(400)
})

test('a web app may leave PKCE out and must redirect to https', async () => {
  await control(sandbox.origin, 'settings', { clientType: 'web' })
  const more = { redirect_uri: 'https://example.com/back', code_challenge: '' }
  expect((await fetch(client.authorizeUrl(more))).status).toBe(200)
  expect((await fetch(client.authorizeUrl())).status).toBe(400)
})

test('a refresh token dies when it is used; used again, its family dies', async () => {
  const next = await client.refresh(client.refreshToken)
  expect(next.refresh_token).not.toBe(client.refreshToken)
  const last = await client.refresh(String(next.refresh_token))
  expect(last.access_token).toBeString()
  expect((await client.refresh(client.refreshToken)).error).toBe('invalid_grant')
  expect((await client.refresh(String(last.refresh_token))).error).toBe('invalid_grant')
})

test('an OAuth error may come with HTTP 200', async () => {
  await control(sandbox.origin, 'settings', { oauthErrorStatus: 200 })
  const body = new URLSearchParams({ client_key: 'nobody' })
  const answer = await fetch(`${sandbox.origin}/v2/oauth/token/`, { method: 'POST', body })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ error: 'invalid_client' })
})

test('an access token lives a day, and a revoked consent ends at once', async () => {
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 86_401 })
  const late = await client.get('/v2/user/info/?fields=open_id')
  expect([late.status, late.body.error?.code]).toEqual([401, 'access_token_invalid'])
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 0 })
  expect(await client.revoke()).toBe('')
  expect((await client.get('/v2/user/info/?fields=open_id')).status).toBe(401)
  expect((await client.refresh(client.refreshToken)).error).toBe('invalid_grant')
})

test('user info gives the asked fields and refuses those without a scope', async () => {
  const got = await client.get('/v2/user/info/?fields=open_id,display_name,username')
  expect(got.body).toMatchObject({
    data: { user: { display_name: 'Sandbox Kitchen', username: 'sandbox.kitchen' } },
    error: { code: 'ok' },
  })
  const stats = await client.get('/v2/user/info/?fields=follower_count')
  expect([stats.status, stats.body.error?.code]).toEqual([401, 'scope_not_authorized'])
})

test('creator info offers what the account may choose, and says no inside HTTP 200', async () => {
  const ask = () => client.post('/v2/post/publish/creator_info/query/')
  const open = 'privacy_level_options'
  expect((await ask()).body.data).toMatchObject({
    [open]: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
  })
  await control(sandbox.origin, 'settings', { isPrivateAccount: true })
  expect((await ask()).body.data).toMatchObject({
    [open]: ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
  })
  await control(sandbox.origin, 'settings', { postingBlock: 'spam_risk_too_many_posts' })
  const blocked = await ask()
  expect([blocked.status, blocked.body.error?.code]).toEqual([200, 'spam_risk_too_many_posts'])
})

test('creator info answers twenty times a minute and 429 after that', async () => {
  const ask = () => client.post('/v2/post/publish/creator_info/query/')
  const answers = []
  for (let n = 0; n < 21; n++) answers.push((await ask()).status)
  expect(answers).toEqual([...Array(20).fill(200), 429])
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 61 })
  expect((await ask()).body.error?.code).toBe('ok')
})
