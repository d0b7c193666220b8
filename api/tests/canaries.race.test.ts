import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { PLATFORMS, type Platform } from '../contract/index.ts'
import { appRouter } from '../src/router.ts'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { sendingTo } from './publishing.ts'
import { realRedis } from './servers/redis-door.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const CANARIES = 50
const CHANNELS = 25
/** Where nobody listens: what fails here fails as a platform that is away does. */
const NOWHERE = PLATFORMS.map(name => `${name}=http://127.0.0.1:9`).join(',')

let database: TestDatabase
let api: TestApi
let creator: Creator
const bodies: string[] = []
const canaries: string[] = []
const channels: { connectionId: string; platform: Platform }[] = []

beforeAll(async () => {
  database = await testDatabase()
  const env = { REDIS_URL: realRedis(), SANDBOX_ORIGINS: NOWHERE }
  api = await startApi({ database, env })
  creator = await api.creator({ plan: 'pro' })
  for (let n = 0; n < CHANNELS; n += 1) {
    const platform = PLATFORMS[n % PLATFORMS.length] ?? 'youtube'
    const channel = await api.connectionFor(creator, platform)
    const { id: connectionId } = channel
    await sendingTo(api, creator, channel)
    channels.push({ connectionId, platform })
    canaries.push(`access-${connectionId}`, `refresh-${connectionId}`)
  }
}, 60_000)
afterAll(() => api?.close())

async function ask(path: string, init: Parameters<TestApi['rest']>[1]) {
  const answer = await api.rest(path, init)
  bodies.push(JSON.stringify([[...answer.headers], answer.body]))
  return answer
}

const ENDS = /refreshApiKey|rotate|revoke|forget|end|signOut|logout|leave|remove|delet|withdraw/i

/** Calls everything there is, with ids that are real and with input that is not. */
async function askEverything(): Promise<void> {
  const procedures = Object.entries(
    // Safe: at run time the router holds its procedures flat, under their dotted paths.
    appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
  )
  // What ends the very credentials that ask comes after everything else.
  const inOrder = procedures.toSorted(([a], [b]) => Number(ENDS.test(a)) - Number(ENDS.test(b)))
  for (const [path, { _def }] of inOrder) {
    if (_def.type === 'subscription' || path === 'connection.grant') continue
    for (const auth of [creator.apiKey, creator.token]) {
      for (const { connectionId, platform } of channels.slice(0, 2)) {
        const input = { connectionId, platform, rule: { platform, mode: 'nonsense' } }
        const query = `?input=${encodeURIComponent(JSON.stringify(input))}`
        if (_def.type === 'query') await ask(`/trpc/${path}${query}`, { auth })
        else await ask(`/trpc/${path}`, { auth, json: input })
      }
    }
  }
}

async function everythingInRedis(): Promise<string> {
  const redis = new Redis(realRedis())
  const keys = await redis.keys('*')
  const values = await Promise.all(keys.map(key => redis.dump(key)))
  await redis.quit()
  return keys.concat(values.map(String)).join('\n')
}

/** Every row of every table, ours and the jobs', as `pg_dump` would write it. */
async function everythingInPostgres(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema')
      and table_type = 'BASE TABLE'`.execute(api.db)
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`
        select t::text as row from ${sql.raw(name)} as t`.execute(api.db)
      return rows.map(({ row }) => row).join('\n')
    }),
  )
  return texts.join('\n')
}

const found = (text: string) => canaries.filter(canary => text.includes(canary))
const credentials = ({ connectionId, platform }: (typeof channels)[number]) =>
  `/api/v1/oauth/${platform}/credentials?connectionId=${connectionId}`

test('fifty tokens are in no log, error, answer, counter or row, whatever is asked', async () => {
  expect(canaries).toHaveLength(CANARIES)
  for (const channel of channels) {
    // The one answer that is there to hold a token holds this one, and never what renews it.
    const granted = await api.rest(credentials(channel), { auth: creator.apiKey })
    expect(found(JSON.stringify(granted.body))).toEqual([`access-${channel.connectionId}`])
    const other = { ...channel, connectionId: crypto.randomUUID() }
    await ask(credentials(other), { auth: creator.apiKey })
  }
  await api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(0) })
    .execute()
  for (const channel of channels) {
    // The platform cannot be asked for a fresh one, or never gives one without the creator.
    const { status } = await ask(credentials(channel), { auth: creator.apiKey })
    expect([412, 503]).toContain(status)
    await ask(credentials(channel), { auth: creator.apiKey, method: 'DELETE' })
  }
  await askEverything()
  expect(bodies.length).toBeGreaterThan(200)
  expect(found(bodies.join('\n'))).toEqual([])
  expect(found(api.logged.join('\n'))).toEqual([])
  expect(found(await everythingInRedis())).toEqual([])
  expect(found(await everythingInPostgres())).toEqual([])
}, 60_000)
