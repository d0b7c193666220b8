/** A whole installation of which one part after the other is killed while people use it. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { migrateUp, openPostgres } from '@content/db'
import { sql } from 'kysely'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { chance, isLong, proved } from './long-run.ts'
import { reservationFor } from './publishing.ts'
import { apiPart, nginxPart, type Part, postgresPart, redisPart } from './servers/parts.ts'
import { eventually } from './servers/redis-door.ts'
import { PRODUCTION } from './test-config.ts'

const { NGINX_PATH: program } = process.env
if (!program) throw new Error('This needs nginx. Run: bun ops/services.ts nginx')

/** One of each in the suite; more by `--long`. */
const ROUNDS = isLong ? 12 : 1
const WRITERS = 4
const PAUSE_MS = 60
/** Somewhere in a few rounds of all writers, who write since the last part came back. */
const KILLED_WITHIN_MS = isLong ? 1000 : 300
const RECOVERS_WITHIN_MS = 60_000
setDefaultTimeout(isLong ? 1_800_000 : 120_000)

interface Acknowledged {
  workspaceId: string
  publicationId: string
  sha256: string
}

const random = chance()
const parts: Part[] = []
const acknowledged: Acknowledged[] = []
let door: string
let api: TestApi
beforeAll(async () => {
  const postgres = await postgresPart()
  const redis = await redisPart()
  parts.push(postgres, redis)
  await Promise.all(parts.map(part => part.start()))
  const db = openPostgres(postgres.url, { onError: () => undefined })
  await migrateUp(db)
  const { AUTH_SECRET, VAULT_KEYS } = PRODUCTION
  const env = {
    AUTH_SECRET,
    VAULT_KEYS,
    SIGNUP_PLAN: 'enterprise',
    YOUTUBE_DAILY_INSERTS: '1000000',
  }
  const database = { db, pglite: null, url: postgres.url, close: () => db.destroy() }
  api = await startApi({ env, database })
  const shared = { ...env, DATABASE_URL: postgres.url, REDIS_URL: redis.url, TRUST_PROXY: '1' }
  const servers = [await apiPart(shared), await apiPart(shared)]
  const nginx = await nginxPart(
    program,
    servers.map(({ url }) => url),
  )
  door = nginx.url
  parts.push(...servers, nginx)
  await Promise.all([...servers, nginx].map(part => part.start()))
})
afterAll(async () => {
  await api?.close()
  for (const part of parts.toReversed()) await part.close()
})

/** Reserves video after video, each again until it is acknowledged, until it is stopped. */
function write(creator: Creator, connection: { id: string; platform: 'youtube' }) {
  let isOver = false
  const headers = { 'X-API-Key': creator.apiKey, 'Content-Type': 'application/json' }
  const reserve = async (body: string) => {
    const answer = await fetch(`${door}/api/v1/publications/reserve`, {
      ...{ method: 'POST', headers, body, keepalive: false },
      signal: AbortSignal.timeout(5000),
    })
    if (answer.ok) return (await answer.json()) as { publicationId: string }
    if (answer.status < 500 && answer.status !== 429) throw new Wrong(await answer.text())
    return null
  }
  const run = async () => {
    while (!isOver) {
      const reservation = reservationFor(connection)
      const body = JSON.stringify(reservation)
      let given: { publicationId: string } | null = null
      while (!given && !isOver) {
        given = await reserve(body).catch(error => {
          if (error instanceof Wrong) throw error
          return null
        })
        await Bun.sleep(PAUSE_MS)
      }
      const { workspaceId } = creator
      const { sha256 } = reservation.video
      if (given) acknowledged.push({ workspaceId, sha256, publicationId: given.publicationId })
    }
  }
  const running = run()
  return async () => {
    isOver = true
    await running
  }
}

class Wrong extends Error {}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

test('whichever part is killed, no acknowledged write is lost and none is doubled', async () => {
  const stops = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const creator = await api.creator()
      const { id } = await api.connectionFor(creator, 'youtube')
      return write(creator, { id, platform: 'youtube' })
    }),
  )
  const areAtIt = async () => acknowledged.length > 2 * WRITERS
  await eventually(areAtIt, RECOVERS_WITHIN_MS)
  const recoveries: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const part of parts) {
      await Bun.sleep(random() * KILLED_WITHIN_MS)
      const before = acknowledged.length
      const killedAt = performance.now()
      await part.kill()
      await part.start()
      // Whoever was under way may still be answered from before, so more than all of them count.
      const isBack = async () => acknowledged.length > before + 2 * WRITERS
      await eventually(isBack, RECOVERS_WITHIN_MS)
      const all = recoveries[part.name] ?? []
      recoveries[part.name] = [...all, performance.now() - killedAt]
    }
  }
  await Promise.all(stops.map(stop => stop()))
  const { rows } = await sql<Acknowledged>`
    select p.workspace_id as "workspaceId", p.publication_id as "publicationId", v.sha256
    from publication p
    join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id`.execute(api.db)
  const kept = new Map(rows.map(row => [row.publicationId, row.sha256]))
  expect(acknowledged.filter(it => kept.get(it.publicationId) !== it.sha256)).toEqual([])
  expect(new Set(rows.map(row => row.sha256)).size).toBe(rows.length)
  const took = Object.entries(recoveries).map(
    ([name, all]) => `${name} ${Math.round(median(all))} (${Math.round(Math.max(...all))}) ms`,
  )
  const kills = ROUNDS * parts.length
  proved(
    `${kills} kills, ${acknowledged.length} acknowledged, 0 lost, 0 doubled; ` +
      `back after: ${took.join(', ')}`,
  )
})
