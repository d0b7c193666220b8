/** Telling how a publication ended goes two ways: at once, or step by step. Nobody can tell. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import type { Outcome, TrackPublication } from '../contract/index.ts'
import { trackPublication } from '../src/analytics/track-publication.ts'
import { Fault } from '../src/lib/fault.ts'
import { sha256Hex } from '../src/lib/id.ts'
import { periodOf } from '../src/plan/quota.rules.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { words } from './publishing.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const NOW = new Date('2026-03-15T12:00:00.000Z')
const LAST_MONTH = '2026-02-01'
const [VIDEOS, ROUNDS, TELLINGS] = [2, 25, 7]
const PLATFORMS = ['instagram', 'tiktok', 'youtube'] as const
const STATES = ['reserved', 'uploading', 'confirming', 'published', 'failed', 'unknown']
const UPLOADS = ['held', 'held', 'committed', 'released', 'expired', 'heldLastMonth', 'none']
const TURNS = ['none', 'none', 'waiting', 'taken']

/** The same numbers in the same order, so a failure can be looked at again. */
function dice(seed: number) {
  let at = seed
  const next = (most: number) => {
    at = (at * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((at / 2 ** 31) * most)
  }
  return { next, oneOf: <T>(of: readonly T[]): T => of[next(of.length)] as T }
}
type Dice = ReturnType<typeof dice>

interface World {
  workspaceId: string
  deviceId: string
  otherDeviceId: string
  videos: string[]
  publications: string[]
}

const LENGTHS = [8, 4, 3, 3, 12]

function name(world: string, what: string): string {
  const hex = sha256Hex(`${world} ${what}`)
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((from, n) => {
    return hex.slice(from, from + (LENGTHS[n] ?? 0))
  })
  return `${a}-${b}-4${c}-8${d}-${e}`
}

/** A workspace with videos on their way, as the dice say; the same in every world. */
async function build(world: string, roll: Dice): Promise<World> {
  const { db } = api
  const workspace_id = name(world, 'workspace')
  const at = { created_at: NOW }
  await db.insertInto('workspace').values({ workspace_id, name: world, plan: 'pro' }).execute()
  const devices = ['device', 'other'].map(it => name(world, it))
  for (const device_id of devices) {
    await db.insertInto('device').values({ workspace_id, device_id, name: device_id }).execute()
  }
  for (const platform of PLATFORMS) {
    const connection_id = name(world, platform)
    const row = { workspace_id, connection_id, platform, external_id: platform, label: platform }
    await db
      .insertInto('connection')
      .values({ ...row, sealed: '-', rule: '{}' })
      .execute()
  }
  const made: World = {
    workspaceId: workspace_id,
    deviceId: devices[0] ?? '',
    otherDeviceId: devices[1] ?? '',
    videos: [],
    publications: [],
  }
  for (let n = 0; n < VIDEOS; n += 1) {
    const video_id = name(world, `video ${n}`)
    const shape = { file_name: `v${n}.mp4`, size_bytes: 1, duration_ms: 1, ...at }
    await db
      .insertInto('video')
      .values({ workspace_id, video_id, sha256: sha256Hex(`${world} ${n}`), ...shape })
      .execute()
    made.videos.push(video_id)
    await buildUpload(made, { world, video: n, state: roll.oneOf(UPLOADS) })
    for (const platform of PLATFORMS)
      await buildPublication(made, { world, video: n, platform, roll })
  }
  return made
}

interface UploadOf {
  world: string
  video: number
  state: string
}

async function buildUpload({ workspaceId, videos }: World, { world, video, state }: UploadOf) {
  if (state === 'none') return
  const period = state === 'heldLastMonth' ? LAST_MONTH : periodOf(NOW)
  const row = { workspace_id: workspaceId, reservation_id: name(world, `upload ${video}`), period }
  const stored = state === 'heldLastMonth' ? 'held' : state
  await api.db
    .insertInto('reservation')
    .values({ ...row, video_id: videos[video] ?? '', units: 1, state: stored, expires_at: NOW })
    .execute()
  const [used, held] = [stored === 'committed' ? 1 : 0, stored === 'held' ? 1 : 0]
  if (used + held === 0) return
  await sql`
    insert into quota_usage as q (workspace_id, period, used, held)
    values (${workspaceId}::uuid, ${period}::date, ${used}::int, ${held}::int)
    on conflict (workspace_id, period)
      do update set used = q.used + excluded.used, held = q.held + excluded.held`.execute(api.db)
}

interface PublicationOf {
  world: string
  video: number
  platform: (typeof PLATFORMS)[number]
  roll: Dice
}

async function buildPublication(made: World, { world, video, platform, roll }: PublicationOf) {
  const state = roll.oneOf(STATES)
  const publication_id = name(world, `${platform} ${video}`)
  const isPublished = state === 'published'
  const remote_id = isPublished ? roll.oneOf(['r1', null]) : null
  const keys = { workspace_id: made.workspaceId, publication_id }
  await api.db
    .insertInto('publication')
    .values({
      ...{ ...keys, video_id: made.videos[video] ?? '', state, remote_id, platform, intent: '' },
      connection_id: name(world, platform),
      device_id: roll.oneOf([made.deviceId, made.deviceId, made.otherDeviceId]),
      metadata: JSON.stringify(words(platform)),
      ...{ percent: roll.next(100), reason: roll.oneOf([null, 'before']) },
      ...{ created_at: NOW, updated_at: NOW },
    })
    .execute()
  made.publications.push(publication_id)
  const turn = roll.oneOf(TURNS)
  if (turn !== 'none') {
    const taken = turn === 'taken' ? { taken_on: '2026-03-15', taken_at: NOW } : {}
    const place = turn === 'waiting' ? { position: 3, next_turn_at: NOW } : {}
    const asked = { asked_at: NOW, seen_at: NOW, state: turn, project: world, ...taken, ...place }
    await api.db
      .insertInto('insert_turn')
      .values({ ...keys, turn_id: name(world, `turn ${platform} ${video}`), ...asked })
      .execute()
  }
  if (roll.next(4) > 0) return
  const figures = { views: 5, likes: null, comments: 1, shares: 0 }
  await api.db
    .insertInto('snapshot_day')
    .values({ ...keys, taken_on: '2026-03-14', taken_at: NOW, ...figures })
    .execute()
}

function outcomeFrom(roll: Dice): Outcome {
  const kind = roll.next(6)
  if (kind === 0) return { state: 'unknown', reason: 'nobody knows' }
  if (kind === 1) return { state: 'failed', code: 'gone', reason: 'It broke.', whoCanFix: 'you' }
  return {
    state: 'published',
    remoteId: roll.oneOf(['r1', 'r1', 'r2']),
    url: roll.oneOf([null, 'https://example.test/v']),
    // One of them from a clock that runs ahead.
    publishedAt: roll.oneOf(['2026-03-15T11:59:00+01:00', '2026-03-16T00:00:00Z']),
  }
}

const tellingFrom = (roll: Dice, n: number) => ({
  at: roll.next(VIDEOS * PLATFORMS.length + 1),
  idempotencyKey: roll.oneOf(['key-one-', 'key-two-', `key-n-${n}-`]),
  outcome: outcomeFrom(roll),
})

async function answerTo(world: World, input: TrackPublication, way: 'atOnce' | 'stepByStep') {
  const { db, shared } = api.deps
  const { workspaceId, deviceId } = world
  const member = { personId: workspaceId, role: 'editor', scopes: ['publish'] } as const
  const key = { kind: 'key', keyHash: '' } as const
  const actor = { ...key, workspaceId, deviceId, plan: 'pro', ...member } as const
  const ctx = { now: () => NOW, shared, actor: { ...actor, scopes: [...actor.scopes] } }
  try {
    // Inside a transaction of somebody else's, it always goes step by step.
    return way === 'atOnce'
      ? await trackPublication({ ...ctx, db }, input)
      : await db.transaction().execute(tx => trackPublication({ ...ctx, db: tx }, input))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { refused: error.code, detail: error.detail }
  }
}

/** Everything that a telling may touch, without what differs between any two workspaces. */
async function rowsOf({ workspaceId }: World) {
  const rows: Record<string, unknown[]> = {}
  for (const table of ['publication', 'reservation', 'quota_usage', 'tracked', 'event'] as const) {
    const { rows: found } = await sql<{ row: object }>`
      select to_jsonb(t) as row from ${sql.table(table)} t
      where workspace_id = ${workspaceId}`.execute(api.db)
    rows[table] = found.map(({ row }) => row)
  }
  const turns = await sql<{ row: object }>`
    select to_jsonb(t) as row from insert_turn t where workspace_id = ${workspaceId}`.execute(
    api.db,
  )
  return { ...rows, turns: turns.rows.map(({ row }) => row) }
}

/** Ids become what they are for; those that are drawn anew, and the wall clock, fall away. */
function plain(world: string, made: World, value: unknown): unknown {
  const known = ['workspace', 'device', 'other', ...PLATFORMS]
  for (let n = 0; n < VIDEOS; n += 1) {
    known.push(`video ${n}`, `upload ${n}`)
    for (const platform of PLATFORMS) known.push(`${platform} ${n}`, `turn ${platform} ${n}`)
  }
  let text = JSON.stringify(value)
  for (const what of known) text = text.replaceAll(name(world, what), `<${what}>`)
  text = text.replaceAll(world, '<world>').replaceAll(made.workspaceId, '<workspace>')
  text = text.replaceAll(/"event_id":"[^"]+"/g, '"event_id":"-"')
  text = text.replaceAll(
    /("once_key":"<?[^"]*","created_at"|"created_at"):"2026-(?!03)[^"]+"/g,
    '$1:"-"',
  )
  text = text.replaceAll(/"payload_hash":"[^"]+"/g, '"payload_hash":"-"')
  text = text.replaceAll(/"(reservation_id)":"[0-9a-f-]{36}"/g, '"$1":"-"')
  return inOrder(JSON.parse(text))
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, it]) => [key, inOrder(it)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

test('whatever is told in whatever order: the same answers, and the same rows', async () => {
  const answered = new Set<string>()
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const worlds = [`first ${seed}`, `second ${seed}`] as const
    const [first, second] = [await build(worlds[0], dice(seed)), await build(worlds[1], dice(seed))]
    const roll = dice(seed * 7919)
    let told = tellingFrom(roll, 0)
    for (let n = 0; n < TELLINGS; n += 1) {
      // What is told again word for word is answered again.
      if (roll.next(3) > 0) told = tellingFrom(roll, n)
      const { at, ...said } = told
      const input = (made: World): TrackPublication => ({
        ...said,
        publicationId: made.publications[at] ?? '00000000-0000-4000-8000-000000000000',
      })
      const atOnce = await answerTo(first, input(first), 'atOnce')
      const steps = await answerTo(second, input(second), 'stepByStep')
      expect(plain(worlds[0], first, { seed, n, atOnce })).toEqual(
        plain(worlds[1], second, { seed, n, atOnce: steps }),
      )
      answered.add('refused' in atOnce ? atOnce.refused : `repeat: ${atOnce.isRepeat}`)
    }
    expect(plain(worlds[0], first, await rowsOf(first))).toEqual(
      plain(worlds[1], second, await rowsOf(second)),
    )
  }
  // The dice reach every kind of answer, or this proves little.
  expect([...answered].sort()).toEqual(['conflict', 'not_found', 'repeat: false', 'repeat: true'])
}, 120_000)
