import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { Redis } from 'ioredis'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { type ApiProcess, startApiProcess } from './servers/api-process.ts'
import { eventually, type RedisDoor, realRedis, redisDoor } from './servers/redis-door.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres redis',
  )
}

/** How many processes share the counters; more by `PROCESSES`. */
const PROCESSES = Number(process.env.PROCESSES ?? 3)
/** What one workspace may ask a minute, and what one address may try to sign in. */
const [GENERAL, LOGINS] = [600, 30]
const TIMES_OVER = 5
const ANSWERS_BEFORE = 300

let database: TestDatabase
let api: TestApi
let door: RedisDoor
const processes: ApiProcess[] = []

beforeAll(async () => {
  database = await testDatabase()
  door = await redisDoor()
  const shared = { AUTH_SECRET: 'a secret of at least thirty-two letters' }
  const env = { ...shared, VAULT_KEYS: `${'A'.repeat(43)}=` }
  api = await startApi({ database, env })
  const settings = { ...env, DATABASE_URL: database.url ?? '', REDIS_URL: door.url }
  const starting = Array.from({ length: PROCESSES }, () =>
    startApiProcess({ ...settings, TRUST_PROXY: '1' }),
  )
  processes.push(...(await Promise.all(starting)))
}, 120_000)
afterAll(async () => {
  await Promise.all(processes.map(it => it.kill()))
  await api?.close()
  await door?.close()
})

const nth = (n: number): ApiProcess => {
  const at = processes[n % processes.length]
  if (!at) throw new Error('no process')
  return at
}

interface Asked {
  status: number
  ms: number
}

async function timed(asking: Promise<Response>, startedAt = performance.now()): Promise<Asked> {
  const answer = await asking
  await answer.arrayBuffer()
  return { status: answer.status, ms: performance.now() - startedAt }
}

const quota = (n: number, { apiKey }: Creator) =>
  timed(fetch(`${nth(n).url}/api/v1/enrichment/quota`, { headers: { 'X-API-Key': apiKey } }))

const tryToSignIn = (n: number, address: string) =>
  timed(
    fetch(`${nth(n).url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
      body: JSON.stringify({ email: `nobody-${n}@example.test`, password: 'not the password' }),
    }),
  )

/** So many questions, a few under way at each time. */
async function many(count: number, ask: (n: number) => Promise<Asked>): Promise<Asked[]> {
  const answers: Asked[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      next += 1
      answers.push(await ask(next - 1))
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  return answers
}

const counted = (answers: Asked[], status: number) =>
  answers.filter(answer => answer.status === status).length
const p99 = (answers: Asked[]) =>
  answers.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(answers.length * 0.99)] ?? 0

test(`${PROCESSES} processes let in what one limit allows, and no more`, async () => {
  const creator = await api.creator({ plan: 'pro' })
  const answers = await many(GENERAL * TIMES_OVER, n => quota(n, creator))
  expect(counted(answers, 200)).toBe(GENERAL)
  expect(counted(answers, 429)).toBe(answers.length - GENERAL)
  const guesses = await many(LOGINS * TIMES_OVER, n => tryToSignIn(n, '198.51.100.201'))
  // A counter that answers late closes this door rather than leave it open.
  expect(counted(guesses, 401)).toBeLessThanOrEqual(LOGINS)
  expect(guesses.every(({ status }) => [401, 429, 503].includes(status))).toBe(true)
}, 120_000)

/** What can befall the counters under load, and how it ends. */
const TROUBLES: Record<string, { begin(redis: Redis): unknown; end(redis: Redis): unknown }> = {
  killed: { begin: () => door.shut(), end: () => door.open() },
  frozen: { begin: () => door.freeze(), end: () => door.open() },
  'read-only': {
    begin: redis => redis.replicaof('127.0.0.1', 1),
    end: redis => redis.replicaof('NO', 'ONE'),
  },
  flushed: { begin: redis => redis.flushall(), end: () => undefined },
}

for (const [name, { begin, end }] of Object.entries(TROUBLES)) {
  test(`counters that are ${name} fail nobody, open no door, and are back soon`, async () => {
    const redis = new Redis(realRedis())
    const creators = await Promise.all(Array.from({ length: 8 }, () => api.creator()))
    const [someone] = creators
    if (!someone) throw new Error('nobody')
    const ask = (n: number) => quota(n, creators[n % creators.length] ?? someone)
    const before = await many(ANSWERS_BEFORE, ask)
    const during = many(ANSWERS_BEFORE * 3, ask)
    await begin(redis)
    const after = await during
    // By itself: each guess that is let in takes a core for a tenth of a second.
    const beside = many(ANSWERS_BEFORE, ask)
    const guesses = await many(LOGINS * TIMES_OVER, n => tryToSignIn(n, `198.51.101.${n % 4}`))
    const all = [...before, ...after, ...(await beside)]
    await end(redis)
    const soon = await eventually(async () => {
      const answers = await many(PROCESSES, n => tryToSignIn(n, `198.51.102.${n % 250}`))
      return answers.every(({ status }) => status === 401 || status === 429)
    })
    await redis.quit()
    const added = Math.round(p99(after) - p99(before))
    console.log(`${name}: p99 ${added} ms more, back after ${Math.round(soon)} ms`)
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    // Four addresses guess; flushing forgets what was counted until then, once.
    expect(counted(guesses, 401)).toBeLessThanOrEqual(LOGINS * 4 * (name === 'flushed' ? 2 : 1))
    expect(guesses.every(({ status }) => [401, 429, 503].includes(status))).toBe(true)
  }, 120_000)
}
