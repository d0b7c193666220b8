import { afterAll, beforeAll, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { sql } from 'kysely'
import { DAY_MS } from '../src/lib/time.ts'
import { createVault, vaultKeyId } from '../src/outside/vault.ts'
import { keysInUse } from '../src/vault/vault.queries.ts'
import { SEALED_COLUMNS } from '../src/vault/vault.rules.ts'
import { type Creator, startApi, type TestApi } from './harness.ts'
import { type ApiProcess, startApiProcess } from './servers/api-process.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

/** How many rows are sealed anew, and how often that is killed; more by `ROWS` and `KILLS`. */
const ROWS = Number(process.env.ROWS ?? 4000)
const KILLS = Number(process.env.KILLS ?? 3)
const READERS = 4
/** So many of the rows belong to the workspace that reads all the while. */
const READ_FROM = 50

const newKey = () => `${randomBytes(32).toString('base64url')}=`
const [older, newer, stranger] = [newKey(), newKey(), newKey()]
const RULE = JSON.stringify({ platform: 'tiktok', mode: 'inbox' })
const AUTH_SECRET = 'a secret of at least thirty-two letters'

let database: TestDatabase
let api: TestApi
let creator: Creator
const processes: ApiProcess[] = []

beforeAll(async () => {
  database = await testDatabase()
  api = await startApi({ database, env: { VAULT_KEYS: older, AUTH_SECRET } })
  creator = await api.creator({ plan: 'pro' })
}, 60_000)
afterAll(async () => {
  await Promise.all(processes.map(it => it.kill()))
  await api?.close()
})

async function started(...keys: string[]) {
  const env = { DATABASE_URL: database.url ?? '', VAULT_KEYS: keys.join(','), AUTH_SECRET }
  const fresh = await startApiProcess(env)
  processes.push(fresh)
  return fresh
}

/** Channels by the thousand, each with tokens of its own that last. */
async function fill({ workspaceId }: Creator, rows: number): Promise<void> {
  const vault = createVault([older])
  const obtainedAt = new Date().toISOString()
  const accessExpiresAt = new Date(Date.now() + DAY_MS).toISOString()
  const lasting = { accessExpiresAt, obtainedAt, refreshExpiresAt: null }
  for (let from = 0; from < rows; from += 1000) {
    const some = Array.from({ length: Math.min(1000, rows - from) }, () => {
      const connectionId = crypto.randomUUID()
      const owner = { workspaceId, connectionId, platform: 'tiktok' as const }
      const accessToken = `access-${connectionId}`
      const tokens = { ...lasting, accessToken, refreshToken: `refresh-${connectionId}` }
      return {
        ...{ workspace_id: workspaceId, connection_id: connectionId, platform: 'tiktok' },
        ...{ external_id: connectionId, label: 'A channel', rule: RULE },
        ...{ access_expires_at: accessExpiresAt, ...vault.seal(owner, tokens) },
      }
    })
    await api.db.insertInto('connection').values(some).execute()
  }
}

async function leftOf(key: string): Promise<number> {
  const used = await keysInUse(api.db)
  return used.find(({ keyId }) => keyId === vaultKeyId(key))?.rows ?? 0
}

/** Reads channel after channel until told to stop; whatever was not granted as it should be. */
function reader(at: ApiProcess, connectionIds: string[]) {
  const wrong: string[] = []
  let [reads, isOver] = [0, false]
  const read = async () => {
    while (!isOver) {
      const connectionId = connectionIds[reads % connectionIds.length] ?? ''
      reads += 1
      const url = `${at.url}/api/v1/oauth/tiktok/credentials?connectionId=${connectionId}`
      const headers = { 'X-API-Key': creator.apiKey, 'X-Forwarded-For': '198.51.100.1' }
      const answer = await fetch(url, { headers })
      const body = (await answer.json()) as { accessToken?: string }
      if (answer.status === 429) await Bun.sleep(Number(answer.headers.get('Retry-After')) * 100)
      else if (body.accessToken !== `access-${connectionId}`) wrong.push(JSON.stringify(body))
    }
  }
  const done = Promise.all(Array.from({ length: READERS }, read))
  const stop = async () => {
    isOver = true
    await done
    return { reads, wrong }
  }
  return { stop }
}

test('every column of sealed text is known to the rotation', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like 'sealed%' and data_type = 'text'`.execute(
    api.db,
  )
  const known = SEALED_COLUMNS.map(([table, column]) => `${table}.${column}`)
  expect(rows.map(({ name }) => name).sort()).toEqual([...known].sort())
})

test(
  `${ROWS} rows change keys through ${KILLS} kills, and can be read all the time`,
  async () => {
    await api.db.updateTable('mail').set({ sealed: '' }).execute()
    await fill(creator, READ_FROM)
    const rows = await api.db.selectFrom('connection').select('connection_id').execute()
    await fill(await api.creator({ plan: 'pro' }), ROWS - READ_FROM)
    const reading = reader(
      await started(older, newer),
      rows.map(row => row.connection_id),
    )
    let kills = 0
    let left = await leftOf(older)
    expect(left).toBeGreaterThanOrEqual(ROWS)
    let rotating = await started(newer, older)
    while (left > 0) {
      const now = await leftOf(older)
      if (kills < KILLS && now < left) {
        await rotating.kill()
        kills += 1
        left = await leftOf(older)
        rotating = await started(newer, older)
      } else {
        left = now
        await Bun.sleep(5)
      }
    }
    const { reads, wrong } = await reading.stop()
    console.log(`${ROWS} rows, ${kills} kills, ${reads} reads, ${wrong.length} wrong`)
    expect([kills, wrong]).toEqual([KILLS, []])
    expect(await leftOf(newer)).toBeGreaterThanOrEqual(ROWS)
  },
  Number(process.env.TEST_TIMEOUT_MS ?? 60_000),
)

test('a server without a key that is still in use says so and does not start', async () => {
  for (const keys of [[older], [stranger]]) {
    const refusal = await started(...keys).catch((error: Error) => error.message)
    expect(refusal).toContain(`VAULT_KEYS: rows need a key that is not given: `)
    for (const key of keys) expect(refusal).not.toContain(key)
  }
  const fresh = await started(newer)
  expect(fresh.url).toStartWith('http')
}, 60_000)
