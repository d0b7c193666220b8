import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { HOUR_MS } from '../src/lib/time.ts'
import { createPasswords } from '../src/outside/passwords/bcrypt.ts'
import { browserAt, codeOf } from './browser.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'

let api: TestApi
let owner: Creator
// It stands still, because a wait that ends while a slow machine guesses proves nothing.
const startedMs = Date.now()
let aheadMs = 0
let hashes = 0
beforeAll(async () => {
  const bcrypt = createPasswords(4)
  const passwords = {
    ...bcrypt,
    verify: (password: string, hash: string | null) => {
      hashes += 1
      return bcrypt.verify(password, hash)
    },
  }
  api = await startApi({ passwords, now: () => new Date(startedMs + aheadMs) })
}, START_MS)
afterAll(() => api.close())
beforeEach(async () => {
  aheadMs = 0
  owner = await api.creator()
  hashes = 0
})

let addresses = 0
const guess = (email: string, password = `guess ${addresses}`) => {
  addresses += 1
  const address = `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`
  return browserAt(api, { address }).login({ email, password })
}
const guesses = async (email: string, count: number) => {
  const answers = []
  for (let made = 0; made < count; made++) answers.push(codeOf(await guess(email)))
  return answers
}

describe('a thousand guesses at one account, from a thousand addresses', () => {
  test('cost ten computations at most, and do not lock out who was here before', async () => {
    const browser = browserAt(api)
    expect((await browser.login(owner)).status).toBe(200)
    hashes = 0
    const rounds = Array.from({ length: 10 }, () => Array.from({ length: 100 }))
    for (const round of rounds) await Promise.all(round.map(() => guess(owner.email)))
    expect(hashes).toBeGreaterThan(0)
    expect(hashes).toBeLessThanOrEqual(10)
    expect(codeOf(await guess(owner.email, owner.password))).toBe('rate_limited')
    expect((await browser.login(owner)).status).toBe(200)
  }, 60_000)

  test('do not lock out a device that brings its key', async () => {
    await guesses(owner.email, 6)
    const json = { email: owner.email, password: owner.password, device: 'default' }
    const asDevice = { json, headers: { 'X-API-Key': owner.apiKey } }
    expect((await api.rest('/api/v1/auth/login', asDevice)).status).toBe(200)
  })

  test('do not lock out who resets the password by mail', async () => {
    await guesses(owner.email, 6)
    const browser = browserAt(api)
    await browser.call('account.password.forgot', { email: owner.email })
    const secret = await mailedSecret(api, owner.email, 'reset')
    const password = 'a new good password'
    expect((await browser.call('account.password.reset', { secret, password })).status).toBe(200)
    expect((await browser.login({ email: owner.email, password })).status).toBe(200)
  })
})

describe('wrong tries', () => {
  test('are waited for longer and longer', async () => {
    expect(await guesses(owner.email, 5)).toEqual(Array(5).fill('unauthenticated'))
    const waits: number[] = []
    for (let round = 0; round < 13; round++) {
      const { body, headers } = await guess(owner.email)
      const { retryAfterSeconds = 0 } = body as { retryAfterSeconds?: number }
      expect(Number(headers.get('Retry-After'))).toBe(retryAfterSeconds)
      waits.push(retryAfterSeconds)
      aheadMs += retryAfterSeconds * 1000
      expect(codeOf(await guess(owner.email))).toBe('unauthenticated')
    }
    const wanted = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]
    expect(waits).toEqual(wanted)
  })

  test('are counted the same for an address that nobody has', async () => {
    const answers = await guesses('nobody-to-guess@example.test', 7)
    expect(answers).toEqual(await guesses(owner.email, 7))
    expect(answers.slice(4)).toEqual(['unauthenticated', 'rate_limited', 'rate_limited'])
  })

  test('cost as many computations for an address that nobody has', async () => {
    await guesses(owner.email, 3)
    expect(hashes).toBe(3)
    await guesses('nobody-again@example.test', 3)
    expect(hashes).toBe(6)
  })

  test('are forgotten after the right one, and after a day', async () => {
    await guesses(owner.email, 4)
    expect((await guess(owner.email, owner.password)).status).toBe(200)
    expect(await guesses(owner.email, 6)).toEqual([
      ...Array(5).fill('unauthenticated'),
      'rate_limited',
    ])
    aheadMs = 25 * HOUR_MS
    expect(await guesses(owner.email, 2)).toEqual(['unauthenticated', 'unauthenticated'])
  })

  test('in a browser that is known have a count of their own, which ends as well', async () => {
    const browser = browserAt(api)
    await browser.login(owner)
    const wrong = { email: owner.email, password: 'mistyped' }
    for (let made = 0; made < 5; made++) expect((await browser.login(wrong)).status).toBe(401)
    expect(codeOf(await browser.login(owner))).toBe('rate_limited')
    expect((await guess(owner.email, owner.password)).status).toBe(200)
  })

  test('from one address are told to wait, whomever they name', async () => {
    const browser = browserAt(api, { address: '203.0.113.77' })
    const codes = []
    for (let made = 0; made < 31; made++) {
      const email = `somebody-${made}@example.test`
      codes.push(codeOf(await browser.login({ email, password: 'guess' })))
    }
    expect(codes).toEqual([...Array(30).fill('unauthenticated'), 'rate_limited'])
  })

  test('from one /64 of IPv6 are told to wait, whatever address they come from in it', async () => {
    const codes = []
    for (let made = 0; made < 31; made++) {
      const browser = browserAt(api, { address: `2001:db8:7:7:${made.toString(16)}::1` })
      codes.push(codeOf(await browser.login({ email: `v6-${made}@example.test`, password: 'x' })))
    }
    expect(codes).toEqual([...Array(30).fill('unauthenticated'), 'rate_limited'])
    const neighbour = browserAt(api, { address: '2001:db8:7:8::1' })
    const next = await neighbour.login({ email: 'v6-next@example.test', password: 'x' })
    expect(codeOf(next)).toBe('unauthenticated')
  })

  test('at a signed-in person’s own password are waited for too', async () => {
    const browser = browserAt(api)
    await browser.login(owner)
    const change = { password: 'a guess', newPassword: 'a new good password' }
    const codes = []
    for (let made = 0; made < 6; made++) {
      codes.push(codeOf(await browser.call('account.password.change', change)))
    }
    expect(codes).toEqual([...Array(5).fill('invalid'), 'rate_limited'])
  })
})

test('a reset makes a stranger of every browser from before', async () => {
  const thief = browserAt(api)
  await thief.login(owner)
  const browser = browserAt(api)
  await browser.call('account.password.forgot', { email: owner.email })
  const secret = await mailedSecret(api, owner.email, 'reset')
  await browser.call('account.password.reset', { secret, password: 'a new good password' })
  await guesses(owner.email, 6)
  expect(codeOf(await thief.login(owner))).toBe('rate_limited')
})

test('a mark that somebody else planted in a browser makes nothing known', async () => {
  const thief = browserAt(api)
  const other = await api.creator()
  await thief.login(other)
  const planted = thief.cookies.get('browser') ?? ''
  const victim = browserAt(api)
  victim.cookies.set('browser', planted)
  await victim.login(owner)
  expect(victim.cookies.get('browser')).not.toBe(planted)
  await guesses(owner.email, 6)
  expect(codeOf(await thief.login(owner))).toBe('rate_limited')
})
