import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { COMMON_PASSWORDS } from '../src/account/password/common-passwords.generated.ts'
import { browserAt, codeOf } from './browser.ts'
import type { Answer, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

const STOLEN = 'a stolen but long password'
const PADDED = 'a password that only pads the list'
const digestOf = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

/** A list of breached passwords, as Have I Been Pwned serves it. */
const asked: { path: string; padding: string | null }[] = []
let manner: 'well' | 'slow' | 'broken' | 'endless' = 'well'
const slowly = Promise.withResolvers<Response>()
const service = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request) {
    asked.push({ path: new URL(request.url).pathname, padding: request.headers.get('Add-Padding') })
    if (manner === 'slow') return slowly.promise
    if (manner === 'broken') return new Response('no', { status: 503 })
    if (manner === 'endless') return new Response('A'.repeat(10_000_000))
    const others = Array.from({ length: 800 }, (_, at) => `${String(at).padStart(35, '0')}:1`)
    const lines = [...others, `${digestOf(STOLEN).slice(5)}:42`, `${digestOf(PADDED).slice(5)}:0`]
    return new Response(lines.join('\r\n'))
  },
})

let api: TestApi
beforeAll(async () => {
  const url = `http://127.0.0.1:${service.port}/`
  api = await startApi({ env: { BREACHED_PASSWORDS_URL: url } })
}, START_MS)
afterAll(async () => {
  slowly.resolve(new Response(''))
  await service.stop(true)
  await api.close()
})

let people = 0
const register = (password: string, more: { email?: string; name?: string } = {}) => {
  people += 1
  const json = { email: `someone-${people}@example.test`, password, ...more }
  return browserAt(api, { address: `192.0.2.${people % 250}` }).call('account.register', json)
}
const fieldsOf = ({ body }: Answer) =>
  (body as { error?: { data: { problem: { fields?: object } } } }).error?.data.problem.fields

describe('a password', () => {
  test('may be any text of 8 to 128 characters, and every one of them counts', async () => {
    const long = 'é'.repeat(127)
    for (const password of ['8 is fin', 'kurz gut', '密码很长很长很好', `${long}x`, '        ']) {
      const email = `fine-${people}@example.test`
      expect((await register(password, { email })).status).toBe(200)
      expect((await browserAt(api).login({ email, password })).status).toBe(200)
      const cut = { email, password: `${password.slice(0, -1)}y` }
      expect(codeOf(await browserAt(api).login(cut))).toBe('unauthenticated')
    }
    expect(codeOf(await register('7 chars'))).toBe('invalid')
    expect(codeOf(await register(`${long}xy`))).toBe('invalid')
  })

  test('is the same from every keyboard', async () => {
    const email = 'two-keyboards@example.test'
    await register('caf\u00e9 \ufb01ne', { email })
    const decomposed = { email, password: 'cafe\u0301 fine' }
    expect((await browserAt(api).login(decomposed)).status).toBe(200)
  })

  test('is none of the 5,000 that are used most, in whatever case', async () => {
    const common = COMMON_PASSWORDS.trim().split(/\s+/)
    expect(common.length).toBeGreaterThanOrEqual(3000)
    const tried = [...common.slice(0, 5), ...common.slice(-5), 'PassWord1', 'QWERTYUIOP']
    for (const password of tried) {
      const answer = await register(password)
      expect(fieldsOf(answer)).toEqual({
        password: 'Many people use this password, so it is tried first.',
      })
    }
  })

  test('is not the name or address of its owner with a digit behind', async () => {
    const owner = { email: 'marguerite.durand@example.test', name: 'Marguerite Durand' }
    for (const password of [
      owner.email,
      'Marguerite.Durand',
      'marguerite durand',
      '12marguerite.durand!',
    ]) {
      expect(fieldsOf(await register(password, owner))).toHaveProperty('password')
    }
    expect((await register('marguerite.durand likes trains', owner)).status).toBe(200)
  })

  test('is refused as weak wherever one is chosen', async () => {
    const ada = await api.creator()
    const browser = browserAt(api)
    await browser.login(ada)
    const change = { password: ada.password, newPassword: 'password1' }
    expect(fieldsOf(await browser.call('account.password.change', change))).toHaveProperty(
      'newPassword',
    )
  })
})

describe('a password that was stolen elsewhere', () => {
  test('is refused, though only five digits of it leave the house', async () => {
    asked.length = 0
    expect(fieldsOf(await register(STOLEN))).toEqual({
      password: 'This password was stolen from another service, so it is tried first.',
    })
    expect(asked).toEqual([{ path: `/range/${digestOf(STOLEN).slice(0, 5)}`, padding: 'true' }])
  })

  test('is not one that only pads the answer', async () => {
    expect((await register(PADDED)).status).toBe(200)
  })

  const complaints = () =>
    api.logged.filter(line => line.includes('the list of breached passwords did not answer')).length

  for (const how of ['slow', 'broken', 'endless'] as const) {
    test(`is not known while the list is ${how}, and the local one still counts`, async () => {
      manner = how
      const before = complaints()
      const startedAt = performance.now()
      expect((await register(STOLEN)).status).toBe(200)
      expect(performance.now() - startedAt).toBeLessThan(10_000)
      expect(codeOf(await register('password1'))).toBe('invalid')
      manner = 'well'
      expect(complaints()).toBe(before + 1)
      expect(api.logged.join()).not.toContain(digestOf(STOLEN).slice(0, 5))
    })
  }
})
