import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { connect } from './connect.ts'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { type ApiProcess, startApiProcess } from './servers/api-process.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const GRANTS = 1000
/** How often a refresher is killed; more by `KILLS`. */
const KILLS = Number(process.env.KILLS ?? 4)
/** How many are killed side by side. */
const AT_ONCE = 4
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))

let sandboxes: TestSandboxes
let database: TestDatabase
let api: TestApi
const processes: ApiProcess[] = []

const started = async () => {
  const env = {
    ...sandboxes.env,
    DATABASE_URL: database.url ?? '',
    VAULT_KEYS: VAULT_KEY,
    AUTH_SECRET: 'a secret of at least thirty-two letters',
  }
  const fresh = await startApiProcess(env)
  processes.push(fresh)
  return fresh
}

const VAULT_KEY = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='

beforeAll(async () => {
  sandboxes = await testSandboxes()
  database = await testDatabase()
  const env = { ...sandboxes.env, VAULT_KEYS: VAULT_KEY }
  api = await startApi({ env, database })
  await Promise.all([started(), started(), started(), started()])
}, 120_000)
afterAll(async () => {
  await Promise.all(processes.map(it => it.kill()))
  await api?.close()
  await sandboxes?.close()
})

interface Expired {
  creator: Creator
  connectionId: string
}

/** A TikTok connection whose access has ended; TikTok's refresh tokens work once. */
async function expired(): Promise<Expired> {
  const creator = await api.creator({ plan: 'pro' })
  const { id: connectionId } = await connect(creator, 'tiktok')
  await api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(0) })
    .where('connection_id', '=', connectionId)
    .execute()
  return { creator, connectionId }
}

async function grant(at: ApiProcess, { creator }: Expired) {
  const url = `${at.url}/api/v1/oauth/tiktok/credentials`
  const answer = await fetch(url, { headers: { 'X-API-Key': creator.apiKey } })
  const body = (await answer.json()) as { accessToken?: string; code?: string }
  return { status: answer.status, ...body }
}

const ask = (grants: number, it: Expired, among = processes) =>
  Promise.all(
    Array.from({ length: grants }, (_, n) => {
      const at = among[n % among.length]
      if (!at) throw new Error('no process')
      return grant(at, it)
    }),
  )

async function counts() {
  const { refreshes, reuses } = await sandboxes.ledger('tiktok')
  return { refreshes, reuses }
}

const row = (connectionId: string) =>
  api.db
    .selectFrom('connection')
    .select(['state', 'refreshing_by'])
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow()

/** Waits for a refresh to be under way; false where it was over before anybody saw it. */
async function seenRefreshing(connectionId: string, asked: Promise<unknown>): Promise<boolean> {
  let isOver = false
  void asked.finally(() => {
    isOver = true
  })
  while (!isOver) {
    if ((await row(connectionId)).refreshing_by !== null) return true
    await Bun.sleep(1)
  }
  return false
}

test.each([0, 12_000])(
  'a thousand grants over four processes refresh a platform that takes %d ms once',
  async ms => {
    const it = await expired()
    const before = await counts()
    await sandboxes.arm('tiktok', { path: '/token', fault: { kind: 'delay', ms } })
    const grants = await ask(GRANTS, it)
    expect(new Set(grants.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(grants.map(({ accessToken }) => accessToken)).size).toBe(1)
    expect(await counts()).toEqual({ ...before, refreshes: before.refreshes + 1 })
  },
  90_000,
)

test('a refresher that is stopped in the middle is waited for, not followed', async () => {
  const it = await expired()
  const before = await counts()
  await sandboxes.arm('tiktok', { path: '/token', fault: { kind: 'delay', ms: 1500 } })
  const [first, ...others] = processes
  if (!first) throw new Error('no process')
  const held = grant(first, it)
  expect(await seenRefreshing(it.connectionId, held)).toBe(true)
  first.signal('SIGSTOP')
  const meanwhile = await ask(9, it, others)
  expect(new Set(meanwhile.map(({ code }) => code))).toEqual(new Set(['unavailable']))
  first.signal('SIGCONT')
  expect((await held).status).toBe(200)
  expect((await ask(8, it)).every(({ status }) => status === 200)).toBe(true)
  expect(await counts()).toEqual({ ...before, refreshes: before.refreshes + 1 })
}, 60_000)

/** Kills one refresher at any moment of its work; whether the connection survived it. */
async function killOne(delayMs: number): Promise<'kept' | 'lost'> {
  const [it, victim] = await Promise.all([expired(), started()])
  await sandboxes.arm('tiktok', { path: '/token', times: 1000, fault: { kind: 'delay', ms: 60 } })
  const asked = grant(victim, it).catch(() => null)
  if (await seenRefreshing(it.connectionId, asked)) await Bun.sleep(delayMs)
  await victim.kill()
  await asked
  const [first] = processes
  if (!first) throw new Error('no process')
  const after = await grant(first, it)
  if (after.code === 'connection_lost') return 'lost'
  expect(after.status).toBe(200)
  return 'kept'
}

test(
  `only an answer that nobody heard loses a connection (seed ${SEED})`,
  async () => {
    let seed = SEED
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed / 2 ** 31
    }
    const before = await counts()
    const versions = async () => {
      const all = await api.db.selectFrom('connection').select('version').execute()
      return all.reduce((sum, { version }) => sum + version - 1, 0)
    }
    const heardBefore = await versions()
    const ends: string[] = []
    while (ends.length < KILLS) {
      const batch = Math.min(AT_ONCE, KILLS - ends.length)
      ends.push(
        ...(await Promise.all(Array.from({ length: batch }, () => killOne(random() * 120)))),
      )
    }
    const spent = (await counts()).refreshes - before.refreshes
    const heard = (await versions()) - heardBefore
    const lost = ends.filter(end => end === 'lost').length
    console.log(
      `${KILLS} kills: ${spent} tokens spent, ${heard} heard of, ${lost} connections lost`,
    )
    expect(lost).toBe(spent - heard)
  },
  30_000 + KILLS * 10_000,
)
