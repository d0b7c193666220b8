import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { DAY_MS } from '../src/lib/time.ts'
import type { Jobs } from '../src/outside/jobs.ts'
import { startTimetable } from '../src/timetable.ts'
import { connect } from './connect.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'

const work = new Map<string, (signal: AbortSignal) => Promise<void>>()
let sandboxes: TestSandboxes
let api: TestApi
let clockAheadMs = 0

beforeAll(async () => {
  sandboxes = await testSandboxes()
  const now = () => new Date(Date.now() + clockAheadMs)
  api = await startApi({ env: sandboxes.env, now, jobs: byHand })
  await startTimetable(api.deps)
}, START_MS)
afterEach(() => {
  clockAheadMs = 0
})
afterAll(async () => {
  await api.close()
  await sandboxes.close()
})

const byHand: Jobs = {
  async every(name, _cron, run) {
    work.set(name, run)
  },
  soon: async () => {},
  handBack: async () => {},
  close: async () => {},
}

const runJob = (name: string) => work.get(name)?.(new AbortController().signal)

async function endsAt(connectionId: string): Promise<number> {
  const row = await api.db
    .selectFrom('connection')
    .select('access_expires_at')
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow()
  return row.access_expires_at?.getTime() ?? 0
}

test('a connection that nobody uses is kept alive, and left alone while it lasts', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const [instagram, youtube] = [
    await connect(creator, 'instagram'),
    await connect(creator, 'youtube'),
  ]
  const atFirst = [await endsAt(instagram.id), await endsAt(youtube.id)]
  clockAheadMs = 20 * DAY_MS
  await runJob('keep-connections')
  expect([await endsAt(instagram.id), await endsAt(youtube.id)]).toEqual(atFirst)
  clockAheadMs = 52 * DAY_MS
  await runJob('keep-connections')
  expect(await endsAt(instagram.id)).toBeGreaterThan((atFirst[0] ?? 0) + 50 * DAY_MS)
  expect(await endsAt(youtube.id)).toBeGreaterThan((atFirst[1] ?? 0) + 50 * DAY_MS)
})

test('sign-ins and attempts to connect that are over are forgotten, the others kept', async () => {
  const { person } = await api.creator()
  await person.connection.initiate.mutate({ platform: 'youtube' })
  const left = async () => {
    await runJob('forget-sessions')
    await runJob('forget-attempts')
    const count = async (table: 'session' | 'oauth_state') =>
      (await api.db.selectFrom(table).select('expires_at').execute()).length
    return [await count('session'), await count('oauth_state')]
  }
  expect((await left()).every(count => count > 0)).toBe(true)
  clockAheadMs = 31 * DAY_MS
  expect(await left()).toEqual([0, 0])
})

test('wrong tries, mailed links and browsers are forgotten when they have ended', async () => {
  const { email } = await api.creator()
  await api.rest('/api/v1/auth/login', { json: { email, password: 'a guess' } })
  const left = async (afterDays: number) => {
    clockAheadMs = afterDays * DAY_MS
    await runJob('forget-sessions')
    const tables = ['guess', 'mailed_link', 'known_browser'] as const
    const rows = await Promise.all(
      tables.map(name => api.db.selectFrom(name).selectAll().execute()),
    )
    return rows.map(({ length }) => length > 0)
  }
  expect(await left(0)).toEqual([true, true, true])
  expect(await left(2)).toEqual([false, false, true])
  expect(await left(401)).toEqual([false, false, false])
})
