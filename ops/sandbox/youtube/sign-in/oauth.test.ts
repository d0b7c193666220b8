import { afterAll, beforeAll, expect, test } from 'bun:test'
import { answerConsent } from '../../kit/answer-consent.ts'
import { type Bench, bench } from '../../kit/testing.ts'
import {
  askToken,
  authorizePath,
  bearer,
  codeFor,
  READ,
  redeeming,
  signIn,
  type Tokens,
  UPLOAD,
} from '../testing.ts'
import { startYouTube } from '../youtube.ts'

let it: Bench
beforeAll(async () => {
  it = await bench(startYouTube)
})
afterAll(() => it.close())

const channels = (token: string) =>
  it.get('/youtube/v3/channels?part=id,snippet,contentDetails,status&mine=true', {
    headers: bearer(token),
  })

test('a person who allows everything is sent back with a code and the state', async () => {
  const back = await answerConsent(it.sandbox.origin + authorizePath())
  expect(back.origin + back.pathname).toBe('http://127.0.0.1:53111/callback')
  expect(back.searchParams.get('state')).toBe('st/ate')
  expect(back.searchParams.get('scope')).toBe(`${UPLOAD} ${READ}`)
})

test('a person who cancels is sent back with access_denied', async () => {
  const back = await answerConsent(it.sandbox.origin + authorizePath(), { decision: 'deny' })
  expect(back.searchParams.get('error')).toBe('access_denied')
})

test('a code becomes an hour of access and a refresh token', async () => {
  const tokens = await signIn(it)
  expect(tokens).toMatchObject({ expires_in: 3599, scope: `${UPLOAD} ${READ}` })
  expect(tokens.refresh_token).toStartWith('1//')
  const answer = await channels(tokens.access_token)
  expect(await answer.json()).toMatchObject({
    items: [
      { snippet: { customUrl: '@harbourkitchen' }, status: { longUploadsStatus: 'allowed' } },
    ],
  })
})

test('an unticked scope is missing from the tokens and refused at the door', async () => {
  const tokens = await signIn(it, [UPLOAD])
  expect(tokens.scope).toBe(UPLOAD)
  expect((await channels(tokens.access_token)).status).toBe(403)
})

test('a code works once, with its verifier and its redirect address only', async () => {
  const code = await codeFor(it)
  const answers = [
    await askToken(it, { ...redeeming(code), client_secret: 'wrong' }),
    await askToken(it, { ...redeeming(code), redirect_uri: 'http://127.0.0.1:1/other' }),
    await askToken(it, { ...redeeming(code), code_verifier: 'w'.repeat(50) }),
    await askToken(it, redeeming(code)),
    await askToken(it, redeeming(code)),
  ]
  const errors = await Promise.all(answers.map(async answer => (await answer.json()) as Tokens))
  expect(errors.map(body => body.error)).toEqual([
    'invalid_client',
    'redirect_uri_mismatch',
    'invalid_grant',
    undefined,
    'invalid_grant',
  ])
  expect(answers.map(answer => answer.status)).toEqual([401, 400, 400, 200, 400])
})

test('a stranger or an unregistered address never sees the consent page', async () => {
  const ask = async (change: Record<string, string>) => (await it.get(authorizePath(change))).status
  expect(await ask({ client_id: 'someone' })).toBe(401)
  expect(await ask({ redirect_uri: 'http://example.com/cb' })).toBe(400)
  expect(await ask({ response_type: 'token' })).toBe(400)
  expect(await ask({ scope: 'https://www.googleapis.com/auth/unknown' })).toBe(400)
})

test('a refresh answers without a new refresh token, and outlives a restart', async () => {
  const { refresh_token = '' } = await signIn(it)
  await it.restart()
  const before = (await it.ledger()).refreshes
  const answer = await askToken(it, { grant_type: 'refresh_token', refresh_token })
  const renewed = (await answer.json()) as Tokens
  expect(renewed.refresh_token).toBeUndefined()
  expect((await channels(renewed.access_token)).status).toBe(200)
  expect((await it.ledger()).refreshes).toBe(before + 1)
})

test('an access token dies with its hour', async () => {
  const { access_token } = await signIn(it)
  await it.post('/_sandbox/settings', { clockAheadSeconds: 3600 })
  const answer = await channels(access_token)
  await it.post('/_sandbox/settings', { clockAheadSeconds: 0 })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({
    error: { status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] },
  })
})

test('revoking ends access and refresh, and a second revoke is refused', async () => {
  const { access_token, refresh_token = '' } = await signIn(it)
  const revoke = () =>
    it.get('/revoke', { method: 'POST', body: new URLSearchParams({ token: access_token }) })
  expect((await revoke()).status).toBe(200)
  expect((await revoke()).status).toBe(400)
  const answer = await askToken(it, { grant_type: 'refresh_token', refresh_token })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({
    error: 'invalid_grant',
    error_description: 'Token has been expired or revoked.',
  })
})

test('no token ever shows up in the ledger', async () => {
  const { access_token, refresh_token = 'none' } = await signIn(it)
  await it.get(`/youtube/v3/channels?part=id&mine=true&access_token=${access_token}`)
  const ledger = JSON.stringify(await it.ledger())
  expect(ledger).toContain('/youtube/v3/channels')
  expect(ledger).not.toContain(access_token)
  expect(ledger).not.toContain(refresh_token)
})
