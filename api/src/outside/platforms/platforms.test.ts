import { afterAll, beforeEach, expect, test } from 'bun:test'
import { forEachPlatform, PLATFORMS, traitsOf } from '../../../contract/index.ts'
import { Fault } from '../../lib/fault.ts'
import type { Tokens } from '../vault.ts'
import { parseKeepingLongNumbers } from './call-platform.ts'
import { createPlatforms } from './index.ts'

interface Asked {
  method: string
  path: string
  authorization: string | null
  body: string
}
let asked: Asked[] = []
let answer: (asked: Asked) => Response = () => new Response(null, { status: 404 })

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const { pathname, search } = new URL(request.url)
    const one = {
      method: request.method,
      path: pathname + decodeURIComponent(search),
      authorization: request.headers.get('authorization'),
      body: await request.text(),
    }
    asked.push(one)
    return answer(one)
  },
})
afterAll(() => server.stop(true))
beforeEach(() => {
  asked = []
})

const settings = {
  kind: 'sandbox',
  origin: `http://127.0.0.1:${server.port}`,
  clientId: 'our-id',
  clientSecret: 'canary-secret',
} as const
const now = new Date('2026-11-22T10:00:00Z')
const platforms = createPlatforms(
  forEachPlatform(() => settings),
  () => now,
)
const tokens: Tokens = {
  accessToken: 'canary-access',
  refreshToken: 'canary-refresh',
  accessExpiresAt: '2026-11-22T11:00:00.000Z',
  refreshExpiresAt: null,
  obtainedAt: '2026-11-20T10:00:00.000Z',
}
const json = (body: unknown, status = 200) => Response.json(body, { status })

async function faultOf(call: Promise<unknown>): Promise<Fault> {
  const error = await call.then(
    () => null,
    thrown => thrown,
  )
  if (error instanceof Fault) return error
  throw new Error(`that was no fault: ${error}`)
}

test('a whole number too long for JavaScript stays as it was written, outside texts only', () => {
  const text =
    '{"a":7077642457847991554,"b":[17841405822304914],"c":"1: 7077642457847991554","d":1.5}'
  expect(parseKeepingLongNumbers(text)).toEqual({
    a: '7077642457847991554',
    b: ['17841405822304914'],
    c: '1: 7077642457847991554',
    d: 1.5,
  })
  expect(parseKeepingLongNumbers('{"a":"\\"","b":12345678901234567}')).toEqual({
    a: '"',
    b: '12345678901234567',
  })
  expect(parseKeepingLongNumbers('<html>')).toBeNull()
})

test('YouTube figures come as text, and what a channel hides is unknown, not zero', async () => {
  answer = () =>
    json({ items: [{ id: 'abc', statistics: { viewCount: '1234', commentCount: '0' } }] })
  const ids = Array.from({ length: 51 }, (_, index) => `id${index}`)
  const figures = await platforms.youtube.figures('token', [...ids, 'bad&id=1'])
  expect(figures[0]).toEqual({
    remoteId: 'abc',
    views: 1234,
    likes: null,
    comments: 0,
    shares: null,
  })
  expect(asked.map(({ path }) => path.split('id=')[1]?.split(',').length)).toEqual([50, 1])
  expect(asked[0]?.authorization).toBe('Bearer token')
})

test('YouTube tells what is private and what it rejected', async () => {
  const video = (id: string, status: object) => ({ id, status })
  answer = () =>
    json({
      items: [
        video('a', { uploadStatus: 'processed', privacyStatus: 'public' }),
        video('b', { uploadStatus: 'processed', privacyStatus: 'private' }),
        video('c', { uploadStatus: 'rejected', privacyStatus: 'public' }),
      ],
    })
  const figures = await platforms.youtube.figures('token', ['a', 'b', 'c'])
  expect(figures.map(it => it.standing)).toEqual([undefined, 'private', 'rejected'])
  expect(asked[0]?.path).toContain('part=statistics,status&')
})

test('TikTok ids and counts survive being bare 64-bit numbers', async () => {
  answer = () =>
    new Response(
      '{"data":{"videos":[{"id":7077642457847991554,"view_count":9,"like_count":1,' +
        '"comment_count":0}]},"error":{"code":"ok"}}',
    )
  const figures = await platforms.tiktok.figures('token', ['7077642457847991554', 'v_pub~1'])
  expect(figures).toEqual([
    { remoteId: '7077642457847991554', views: 9, likes: 1, comments: 0, shares: null },
  ])
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    filters: { video_ids: ['7077642457847991554'] },
  })
})

test('a TikTok failure inside status 200 is a failure', async () => {
  answer = () => json({ data: {}, error: { code: 'access_token_invalid' } })
  expect((await faultOf(platforms.tiktok.figures('token', ['1']))).code).toBe('connection_lost')
  answer = () => json({ data: {}, error: { code: 'rate_limit_exceeded' } })
  expect((await faultOf(platforms.tiktok.figures('token', ['1']))).code).toBe('upstream')
})

test('Instagram figures fall back to plain counts; a reel that is gone is left out', async () => {
  answer = ({ path }) => {
    if (path.includes('/1/insights'))
      return json({ data: [{ name: 'views', values: [{ value: 5 }] }] })
    if (path.includes('/2/insights')) return json({ error: { code: 10 } }, 400)
    if (path.includes('/2?')) return json({ id: '2', like_count: 3, comments_count: 1 })
    return json({ error: { code: 100, error_subcode: 33 } }, 400)
  }
  expect(await platforms.instagram.figures('token', ['1', '2', '3', '../me'])).toEqual([
    { remoteId: '1', views: 5, likes: null, comments: null, shares: null },
    { remoteId: '2', views: null, likes: 3, comments: 1, shares: null },
  ])
})

test('every Instagram account that was ticked is found, over pages and businesses', async () => {
  const page = (id: string) => ({ instagram_business_account: { id, username: `user${id}` } })
  answer = ({ path }) => {
    if (path.includes('/me/accounts'))
      return json({ data: [{}], paging: { cursors: { after: 'x' } } })
    if (path.includes('/me/businesses')) return json({ data: [{ id: '77' }] })
    if (path.includes('client_pages')) return json({ data: [page('12')] })
    if (path.includes('after=next')) return json({ data: [page('17841405822304914')] })
    return json({ data: [page('12')], paging: { cursors: { after: 'next' }, next: 'https://x' } })
  }
  const accounts = await platforms.instagram.accounts(tokens)
  expect(accounts).toEqual([
    { externalId: '12', label: 'user12', handle: '@user12' },
    { externalId: '17841405822304914', label: 'user17841405822304914', handle: expect.any(String) },
  ])
})

test('a Google account without a channel is told to make one', async () => {
  answer = () => json({ kind: 'youtube#channelListResponse' })
  expect((await faultOf(platforms.youtube.accounts(tokens))).detail).toContain('no YouTube channel')
  answer = () => json({ error: { errors: [{ reason: 'youtubeSignupRequired' }] } }, 401)
  expect((await faultOf(platforms.youtube.accounts(tokens))).detail).toContain('no YouTube channel')
})

test('secrets travel in headers and bodies, never in an address or a fault', async () => {
  answer = () => json({ error: 'canary-access', error_description: 'canary-refresh' }, 500)
  const redirectUri = 'https://example.test/back'
  const faults: Fault[] = []
  for (const platform of PLATFORMS) {
    const access = platforms[platform]
    const exchange = access.exchange({ code: 'canary-code', redirectUri, verifier: 'canary-v' })
    const calls: Promise<unknown>[] = [exchange, access.accounts(tokens)]
    if (traitsOf(platform).takesAccessBack) calls.push(access.revoke(tokens))
    // All at once: a call that fails while another is awaited would go unheard.
    faults.push(...(await Promise.all(calls.map(faultOf))))
  }
  expect(faults.length).toBeGreaterThan(2 * PLATFORMS.length)
  expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['upstream']))
  expect(asked.map(({ path }) => path).join()).not.toContain('canary')
  const told = faults.map(fault => `${fault.message} ${fault.detail} ${Bun.inspect(fault.cause)}`)
  expect(told.join().replaceAll('canary-access', '')).not.toContain('canary')
})

test('an answer without end is not read to its end', async () => {
  const chunk = 'x'.repeat(64 * 1024)
  answer = () =>
    new Response(
      new ReadableStream({
        pull: controller => controller.enqueue(new TextEncoder().encode(chunk)),
      }),
    )
  const refreshed = await platforms.youtube.refresh(tokens, now)
  expect(refreshed).toEqual({ kind: 'later', reason: expect.stringContaining('RangeError') })
})

test('a redirect is not followed, so no token goes where it points', async () => {
  answer = ({ path }) =>
    path.startsWith('/elsewhere')
      ? json({ access_token: 'stolen' })
      : new Response(null, { status: 307, headers: { Location: '/elsewhere' } })
  expect((await platforms.tiktok.refresh(tokens, now)).kind).toBe('later')
  expect(asked.map(({ path }) => path)).toEqual(['/v2/oauth/token/'])
})

test('real hosts are used when there is no stand-in, each with its own rules', () => {
  const real = { kind: 'real', clientId: 'our-id', clientSecret: 's' } as const
  const { youtube, instagram, tiktok, linkedin } = createPlatforms(
    forEachPlatform(() => real),
    () => now,
  )
  const asking = {
    ...{ state: 'st', redirectUri: 'https://example.test/back', verifier: 'v'.repeat(43) },
    captions: false,
  }
  const google = new URL(youtube.authorizationUrl(asking))
  expect(google.origin + google.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
  expect(google.searchParams.get('access_type')).toBe('offline')
  expect(google.searchParams.get('prompt')).toBe('select_account consent')
  expect(google.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
  const publishes = 'https://www.googleapis.com/auth/youtube.'
  const needed = `${publishes}upload ${publishes}readonly`
  expect(google.searchParams.get('scope')).toBe(needed)
  const captioned = new URL(youtube.authorizationUrl({ ...asking, captions: true }))
  expect(captioned.searchParams.get('scope')).toBe(`${needed} ${publishes}force-ssl`)
  const facebook = new URL(instagram.authorizationUrl(asking))
  expect(facebook.origin + facebook.pathname).toBe('https://www.facebook.com/v25.0/dialog/oauth')
  expect(facebook.searchParams.has('code_challenge')).toBe(false)
  const login = new URL(tiktok.authorizationUrl(asking))
  expect(login.origin + login.pathname).toBe('https://www.tiktok.com/v2/auth/authorize/')
  expect(login.searchParams.get('client_key')).toBe('our-id')
  expect(login.searchParams.get('scope')).toContain('video.publish,video.upload')
  expect(login.searchParams.get('code_challenge')).toMatch(/^[0-9a-f]{64}$/)
  const member = new URL(linkedin.authorizationUrl(asking))
  expect(member.origin + member.pathname).toBe('https://www.linkedin.com/oauth/v2/authorization')
  expect(member.searchParams.get('scope')).toBe('openid profile w_member_social')
  expect(member.searchParams.has('code_challenge')).toBe(false)
})

test('a platform that is not set up says so, and can still be forgotten', async () => {
  const off = { kind: 'off' } as const
  const { tiktok } = createPlatforms(forEachPlatform(() => off))
  const fault = await faultOf(tiktok.accounts(tokens))
  expect([fault.code, fault.detail]).toEqual([
    'unavailable',
    'TikTok is not set up on this server.',
  ])
  await tiktok.revoke(tokens)
})
