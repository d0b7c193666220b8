import { afterAll, beforeAll, expect, test } from 'bun:test'
import { answerConsent, type ConsentChoice } from '../../ops/sandbox/kit/answer-consent.ts'
import type { Platform } from '../contract/index.ts'
import { PLATFORMS } from '../contract/index.ts'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

let sandboxes: TestSandboxes
let api: TestApi

beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env })
}, 30_000)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

/** Where the platform sends the browser after the person decided. */
async function sentBack(creator: Creator, platform: Platform, choice: ConsentChoice = {}) {
  const { authorizationUrl } = await creator.browser.connection.initiate.mutate({ platform })
  return answerConsent(authorizationUrl, choice)
}

/** Follows that address as a browser does: coming from another site, with the session's cookie. */
async function visit(address: URL, cookie?: string) {
  const answer = await fetch(address, {
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'cross-site', ...(cookie && { Cookie: cookie }) },
  })
  return { status: answer.status, headers: answer.headers, page: await answer.text() }
}

/** What the page reads, once, about an attempt that came to nothing. */
function refusal(headers: Headers): string {
  expect(headers.get('Location')).toBe('/connections')
  const cookie = headers.getSetCookie().find(it => it.startsWith('connect_refused=')) ?? ''
  expect(cookie).toContain('; Path=/connections;')
  const problem = JSON.parse(decodeURIComponent(cookie.split(/[=;]/)[1] ?? ''))
  return problem.detail ?? problem.title
}

test.each([...PLATFORMS])(
  'a browser that comes back from %s lands on the connections',
  async platform => {
    const creator = await api.creator({ plan: 'pro' })
    const { status, headers } = await visit(await sentBack(creator, platform), creator.cookie)
    const { connections } = await creator.browser.connection.list.query()
    const [connection] = connections
    expect(connection).toMatchObject({ platform, state: 'live' })
    const home = `/connections?connected=${platform}&channel=${connection?.id}`
    expect([status, headers.get('Location')]).toEqual([302, home])
  },
)

test('the tail that Meta adds to a code does not spoil it', async () => {
  const creator = await api.creator()
  const address = await sentBack(creator, 'instagram')
  address.searchParams.set('code', `${address.searchParams.get('code')}#_`)
  expect((await visit(address, creator.cookie)).status).toBe(302)
})

test('someone who did not allow it reads so, and nothing is connected', async () => {
  const creator = await api.creator()
  const address = await sentBack(creator, 'youtube', { decision: 'deny' })
  const { status, headers } = await visit(address, creator.cookie)
  expect(status).toBe(302)
  expect(refusal(headers)).toBe('You did not allow access, so YouTube stays unconnected.')
  expect((await creator.browser.connection.list.query()).connections).toEqual([])
})

test('a browser that is not signed in is asked to, and the attempt is still good', async () => {
  const creator = await api.creator()
  const address = await sentBack(creator, 'tiktok')
  const { status, page } = await visit(address)
  expect(status).toBe(401)
  expect(page).toContain('<meta name="referrer" content="no-referrer">')
  expect(page).toContain('Sign in in this browser first')
  expect((await visit(address, creator.cookie)).status).toBe(302)
})

test("another creator's browser cannot finish the attempt", async () => {
  const [creator, stranger] = [await api.creator(), await api.creator()]
  const address = await sentBack(creator, 'youtube')
  const { headers } = await visit(address, stranger.cookie)
  expect(refusal(headers)).toContain('was not begun here')
  expect((await stranger.browser.connection.list.query()).connections).toEqual([])
})

test('a second visit to the same address connects nothing and says why', async () => {
  const creator = await api.creator()
  const address = await sentBack(creator, 'youtube')
  await visit(address, creator.cookie)
  const again = await visit(address, creator.cookie)
  expect(refusal(again.headers)).toContain('Please start again.')
})

test('what stands in the address is shown nowhere, and stored nowhere', async () => {
  const creator = await api.creator()
  const evil = '<script>canary</script>'
  for (const query of [
    `error=${evil}`,
    `code=${evil}&state=${evil}`,
    `error_description=${evil}`,
  ]) {
    const address = new URL(`${api.url}/oauth/youtube/callback?${query}`)
    const { status, page, headers } = await visit(address, creator.cookie)
    expect(status).toBe(302)
    expect([...headers.values(), page].join()).not.toContain('canary')
    expect(refusal(headers)).toBeString()
    expect(headers.get('Cache-Control')).toBe('no-store')
  }
  expect(api.logged.join('\n')).not.toContain('canary')
})

test('a platform that we do not know has no callback', async () => {
  expect((await visit(new URL(`${api.url}/oauth/myspace/callback?code=1&state=2`))).status).toBe(
    404,
  )
})
