import { afterAll, beforeAll, expect, test } from 'bun:test'
import { connect } from 'node:net'
import { testDatabase } from '@content/db/testing'
import type { KyselyPlugin } from 'kysely'
import { identify } from '../src/http/identify.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

const MUTATED = 1_000_000
const SEED = 20_261_123
let api: TestApi
let creator: Creator
let queries = 0
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  // Every query comes by here; what was compiled by hand does not come by above.
  async transformResult({ result }) {
    queries += 1
    return result
  },
}

beforeAll(async () => {
  const database = await testDatabase()
  api = await startApi({ database: { ...database, db: database.db.withPlugin(counting) } })
  creator = await api.creator()
}, START_MS)
afterAll(() => api.close())

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Numbers below `limit` that are the same in every run. */
function seeded(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** What a hand, a copy or a guesser makes of a key. */
function mutated(key: string, next: (limit: number) => number): string {
  const letter = () => ALPHABET.charAt(next(62))
  const at = 3 + next(key.length - 3)
  switch (next(6)) {
    case 0:
      return key.slice(0, at) + key.slice(at + 1)
    case 1:
      return key.slice(0, at) + letter() + key.slice(at)
    case 2:
      return key.slice(0, at) + key.slice(at + 1, at + 2) + key.charAt(at) + key.slice(at + 2)
    case 3:
      return `cc_${Array.from({ length: 36 }, letter).join('')}`
    default:
      return key.slice(0, at) + letter() + key.slice(at + 1)
  }
}

test('of a million mutated keys none is let in, and none costs a query', async () => {
  const next = seeded(SEED)
  const tally = { tried: 0, accepted: 0, refused: 0 }
  queries = 0
  // The first that costs a query is one too many; a million of them would take hours.
  while (tally.tried < MUTATED && queries === 0) {
    const key = mutated(creator.apiKey, next)
    if (key === creator.apiKey) continue
    tally.tried += 1
    const { actor, refusal } = await identify(api.deps, new Headers({ 'X-API-Key': key }))
    if (actor) tally.accepted += 1
    if (refusal) tally.refused += 1
  }
  expect(tally).toEqual({ tried: MUTATED, accepted: 0, refused: MUTATED })
  expect(queries).toBe(0)
  const good = await identify(api.deps, new Headers({ 'X-API-Key': creator.apiKey }))
  expect(good.actor?.personId).toBe(creator.personId)
  expect(queries).toBeGreaterThan(0)
}, 60_000)

/** The status of what these very bytes are answered; 0 when the door was shut without a word. */
function rawStatus(lines: string): Promise<number> {
  const { hostname, port } = new URL(api.url)
  const { promise, resolve } = Promise.withResolvers<number>()
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
    const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
    if (status) socket.destroy()
    if (status) resolve(Number(status))
  })
  socket.on('error', () => resolve(0))
  socket.on('close', () => resolve(0))
  socket.write(
    Buffer.from(`GET /api/v1/auth/me HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines}\r\n\r\n`),
  )
  return promise
}

test('white space around a key is no part of it, as HTTP says', async () => {
  const { apiKey } = creator
  expect(await rawStatus(`X-API-Key: ${apiKey}`)).toBe(200)
  expect(await rawStatus(`X-API-Key:   ${apiKey}  `)).toBe(200)
  expect(await rawStatus(`authorization: bearer ${apiKey}`)).toBe(200)
  expect(await rawStatus(`AUTHORIZATION: BEARER ${apiKey}\t`)).toBe(200)
})

test('a key with anything in it that is not of it opens nothing', async () => {
  const { apiKey } = creator
  const wide = apiKey.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)))
  const odd = [
    ...[`${apiKey}\n`, `${apiKey}\n `, `${apiKey}\r`, `${apiKey}\u0000`, `\u0000${apiKey}`],
    ...[`\ufeff${apiKey}`, `${apiKey}\u00a0`, `${apiKey}\u200b`, wide, `"${apiKey}"`],
    ...[`${apiKey},`, `${apiKey};`, `${apiKey}%0A`, apiKey.replace('cc_', 'CC_')],
  ].filter(text => text !== apiKey)
  for (const text of odd) {
    for (const header of ['X-API-Key: ', 'Authorization: Bearer ']) {
      const status = await rawStatus(`${header}${text}`)
      expect({ text, header, isShut: [0, 400, 401].includes(status) }).toMatchObject({
        isShut: true,
      })
    }
  }
})

test('two of a header are never one that counts, whichever is good', async () => {
  const { apiKey } = creator
  const other = 'cc_000000000000000000000000000000000000'
  for (const name of ['Authorization: Bearer', 'X-API-Key:']) {
    for (const [first, second] of [
      [apiKey, other],
      [other, apiKey],
    ]) {
      const status = await rawStatus(`${name} ${first}\r\n${name} ${second}`)
      expect({ name, status }).toEqual({ name, status: 401 })
    }
  }
})

test('a header of a megabyte is refused, and the next caller is served', async () => {
  const status = await rawStatus(`X-API-Key: cc_${'a'.repeat(1024 * 1024)}`)
  expect([0, 400, 401, 413, 431]).toContain(status)
  expect(await rawStatus(`X-API-Key: ${creator.apiKey}`)).toBe(200)
})
