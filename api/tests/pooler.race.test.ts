/** Several processes behind a pooler: each transaction meets another session of the database. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { sql } from 'kysely'
import { START_MS } from './harness.ts'
import { type ApiProcess, startApiProcess } from './servers/api-process.ts'
import { type Pooler, startPgBouncer } from './servers/pgbouncer.ts'
import { eventually } from './servers/redis-door.ts'
import { PRODUCTION } from './test-config.ts'

const { PGBOUNCER_PATH: program } = process.env
if (!process.env.DATABASE_URL || !program) {
  throw new Error(
    'This needs a real Postgres and PgBouncer. Run: bun ops/services.ts postgres pgbouncer',
  )
}

let database: TestDatabase
let pooler: Pooler
const processes: ApiProcess[] = []
beforeAll(async () => {
  database = await testDatabase()
  const direct = database.url ?? ''
  pooler = await startPgBouncer(program, direct)
  const { AUTH_SECRET, VAULT_KEYS } = PRODUCTION
  const env = { AUTH_SECRET, VAULT_KEYS, DATABASE_URL: pooler.url, DATABASE_SESSION_URL: direct }
  await Promise.all([1, 2].map(async () => processes.push(await startApiProcess(env))))
}, START_MS)
afterAll(async () => {
  for (const process of processes) await process.kill()
  await pooler?.close()
  await database?.close()
})

const json = (body: object) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
})

/** Processes that hold the lock by which others know that they live. */
async function present(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.classid = 7403001
      and d.datname = current_database()`.execute(database.db)
  return rows[0]?.count ?? 0
}

test('what is asked at every request is answered, whichever session it meets', async () => {
  const [one, two] = processes
  const email = `${crypto.randomUUID()}@example.test`
  const made = await fetch(
    `${one?.url}/api/v1/auth/register`,
    json({ email, password: 'long enough' }),
  )
  const { apiKey } = (await made.json()) as { apiKey: string }
  const headers = { 'X-API-Key': apiKey }
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      fetch(`${(n % 2 === 0 ? one : two)?.url}/api/v1/enrichment/quota`, { headers }),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

test('jobs are done', async () => {
  const sent = async () => {
    const rows = await database.db.selectFrom('mail').select('sent_at').execute()
    return rows.some(({ sent_at }) => sent_at !== null)
  }
  await eventually(sent, 20_000)
  expect(processes.flatMap(({ lines }) => lines.filter(line => /"error"/.test(line)))).toEqual([])
})

test('a process that is killed is missed, and one that lives is not', async () => {
  await eventually(async () => (await present()) === 2)
  await processes.pop()?.kill()
  await eventually(async () => (await present()) === 1)
  const answer = await fetch(`${processes[0]?.url}/readyz`)
  expect(answer.status).toBe(200)
})
