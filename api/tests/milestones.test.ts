/** How far workspaces get: found in what is kept anyway, and told to PostHog where one is set. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { MilestoneName } from '../contract/index.ts'
import { insertPlanChange } from '../src/billing/billing.queries.ts'
import { recordEvent } from '../src/event/event.queries.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { noteMilestones } from '../src/operator/note-milestones.ts'
import { tellMilestones } from '../src/operator/tell-milestones.ts'
import { eraseWorkspace } from '../src/privacy/deletion/erase.queries.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { publishedOn } from './publishing.ts'
import { eventually } from './servers/redis-door.ts'

const KEY = 'phc_of_a_test'
const WENT_LIVE = new Date('2026-01-02T03:04:05.678Z')
const { signal } = new AbortController()

interface Batch {
  api_key: string
  batch: { event: string; distinct_id: string; uuid: string; properties: Record<string, unknown> }[]
}

let posthog: PostHogReceiver
let api: TestApi
let site: string
beforeAll(async () => {
  posthog = openPostHog()
  site = await mkdtemp(join(tmpdir(), 'content-visits-'))
  await Bun.write(join(site, 'index.html'), '<title>for strangers</title>')
  const env = { POSTHOG_KEY: KEY, POSTHOG_URL: posthog.url, SITE_FOLDER: site }
  api = await startApi({ env })
}, START_MS)
afterAll(async () => {
  await api.close()
  await posthog.close()
  await rm(site, { recursive: true, force: true })
})
beforeEach(async () => {
  posthog.status = 200
  await noteMilestones(api.deps, signal)
  await tellMilestones(api.deps, signal)
  posthog.told.length = 0
})

interface PostHogReceiver {
  url: string
  /** What was taken. */
  told: Batch[]
  /** All that arrived, with its headers. */
  texts: string[]
  status: number
  close(): Promise<void>
}

/** Takes what PostHog's clients send to `/batch/`. */
function openPostHog(): PostHogReceiver {
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    async fetch(request) {
      const bytes = new Uint8Array(await request.arrayBuffer())
      const isPacked = request.headers.get('Content-Encoding') === 'gzip'
      const text = new TextDecoder().decode(isPacked ? Bun.gunzipSync(bytes) : bytes)
      receiver.texts.push(`${request.url} ${JSON.stringify([...request.headers])} ${text}`)
      if (receiver.status === 200) receiver.told.push(JSON.parse(text))
      return Response.json({}, { status: receiver.status })
    },
  })
  const receiver: PostHogReceiver = {
    ...{ url: server.url.origin, told: [], texts: [], status: 200 },
    close: () => server.stop(true),
  }
  return receiver
}

const milestonesOf = async ({ workspaceId }: Pick<Creator, 'workspaceId'>) => {
  const rows = await api.db
    .selectFrom('milestone')
    .select(['name', 'reached_at'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return new Map(rows.map(row => [row.name, row.reached_at]))
}

async function toTheEnd(creator: Creator): Promise<void> {
  const { workspaceId } = creator
  const { db } = api
  const long = { used: 10, limit: 10, percent: 100 } as const
  const paid = { amountCents: 2900, currency: 'usd', number: null, url: null }
  const received = 'payment.received'
  const connection = await api.connectionFor(creator, 'youtube')
  await publishedOn(api, creator, { connection, at: WENT_LIVE })
  await recordEvent(db, { workspaceId, type: 'quota.warning', data: long })
  const from = { workspaceId, from: 'free', to: 'pro', monthlyCents: 2900 }
  await insertPlanChange(db, { ...from, now: new Date(Date.now() - 31 * DAY_MS) })
  const data = { invoiceId: 'in_2', ...paid }
  await recordEvent(db, { workspaceId, type: received, data, onceKey: crypto.randomUUID() })
}

test('each milestone is written down once, at the time at which it was reached', async () => {
  const [creator, idle] = [await api.creator(), await api.creator()]
  await toTheEnd(creator)
  await noteMilestones(api.deps, signal)
  const reached = await milestonesOf(creator)
  expect([...reached.keys()].sort()).toEqual([...MilestoneName.options].sort())
  expect(reached.get('first_video')).toEqual(WENT_LIVE)
  expect([...(await milestonesOf(idle)).keys()]).toEqual(['signed_up'])
  await toTheEnd(creator)
  expect(await noteMilestones(api.deps, signal)).toBe(0)
})

test('a first payment is no renewal', async () => {
  const { workspaceId } = await api.creator()
  const { db } = api
  const data = { invoiceId: 'in_1', amountCents: 1, currency: 'usd', number: null, url: null }
  await insertPlanChange(db, {
    ...{ workspaceId, from: 'free', to: 'pro', monthlyCents: 2900, now: new Date() },
  })
  await recordEvent(db, { workspaceId, type: 'payment.received', data })
  await noteMilestones(api.deps, signal)
  expect([...(await milestonesOf({ workspaceId })).keys()].sort()).toEqual([
    'signed_up',
    'upgraded',
  ])
})

test('PostHog is told each once, and nothing of who it is about', async () => {
  const creator = await api.creator()
  await toTheEnd(creator)
  await noteMilestones(api.deps, signal)
  await tellMilestones(api.deps, signal)
  await tellMilestones(api.deps, signal)
  expect(posthog.told).toHaveLength(1)
  const [{ api_key, batch } = { api_key: '', batch: [] }] = posthog.told
  expect(api_key).toBe(KEY)
  expect(batch.map(({ event }) => event).sort()).toEqual([...MilestoneName.options].sort())
  expect(new Set(batch.map(it => it.distinct_id)).size).toBe(1)
  for (const { properties } of batch) {
    const { $lib, $lib_version, $is_server, ...rest } = properties
    expect(rest).toEqual({ plan: 'free', $process_person_profile: false, $geoip_disable: true })
  }
  const { workspaceId, personId, email, token, apiKey } = creator
  const videos = await api.db.selectFrom('video').select(['video_id', 'file_name']).execute()
  const secrets = [workspaceId, personId, email, token, apiKey].concat(
    videos.flatMap(it => [it.video_id, it.file_name]),
  )
  for (const secret of secrets) expect(posthog.texts.join('\n')).not.toContain(secret)
})

test('while PostHog is away nothing is lost, and what it may know counts once', async () => {
  const creator = await api.creator()
  await noteMilestones(api.deps, signal)
  posthog.status = 503
  await tellMilestones(api.deps, signal)
  expect(api.logged.some(line => line.includes('product analytics could not be told'))).toBe(true)
  posthog.status = 200
  await tellMilestones(api.deps, signal)
  const [first] = posthog.told
  // As a process leaves it that was killed before it had written that it told.
  await api.db
    .updateTable('milestone')
    .set({ told_at: null })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  await tellMilestones(api.deps, signal)
  expect(posthog.told[1]?.batch[0]?.uuid).toBe(first?.batch[0]?.uuid ?? 'none')
})

test('without a key nobody is told', async () => {
  const own = await startApi()
  try {
    await own.creator()
    await noteMilestones(own.deps, signal)
    await tellMilestones(own.deps, signal)
    const rows = await own.db.selectFrom('milestone').select('told_at').execute()
    expect(rows).toEqual([{ told_at: null }])
  } finally {
    await own.close()
  }
  expect(posthog.told).toEqual([])
})

test('a workspace that goes leaves its milestones to nobody, and only their days', async () => {
  const creator = await api.creator()
  await toTheEnd(creator)
  await noteMilestones(api.deps, signal)
  const days = (reached: Map<string, Date>) =>
    [...reached].map(([name, at]) => `${name} ${at.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const before = days(await milestonesOf(creator))
  await eraseWorkspace(api.db, creator.workspaceId, new Date())
  expect((await milestonesOf(creator)).size).toBe(0)
  const { rows } = await sql<{ name: string; at: Date }>`
    select name, reached_at as at from milestone m
    where not exists (select from workspace w where w.workspace_id = m.workspace_id)`.execute(
    api.db,
  )
  const after = rows.map(({ name, at }) => `${name} ${at.toISOString()}`)
  expect(after.sort()).toEqual(before.sort())
})

test('who comes to look is counted when the minute is over, who is signed in is not', async () => {
  const own = await startApi({ env: { SITE_FOLDER: site } })
  try {
    const creator = await own.creator()
    for (const headers of [{}, {}, { cookie: creator.cookie }]) await fetch(own.url, { headers })
    const visits = () => own.db.selectFrom('visit_day').select('visits').execute()
    expect(await visits()).toEqual([])
    own.stop()
    await eventually(async () => (await visits()).length > 0)
    expect((await visits()).map(row => Number(row.visits))).toEqual([2])
  } finally {
    await own.close()
  }
})
