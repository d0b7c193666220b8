import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { sealAudits } from '../src/audit/seal-audits.ts'
import { verifyAudit } from '../src/audit/verify-audit.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { REGISTRY, TABLES, type Table } from '../src/privacy/registry.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { type Seed, seedCanaries } from './privacy/canaries.ts'

let api: TestApi
let seed: Seed
beforeAll(async () => {
  api = await startApi()
  seed = await seedCanaries(api.db, {
    fixed: {
      'data_export.state': 'ready',
      // Only a version before kept them as files; those go at once.
      'data_export.file': null,
      'data_export.expires_at': new Date(Date.now() + 7 * DAY_MS).toISOString(),
      'webhook_delivery.state': 'given_up',
      // Those of a video that is there are kept as long as it is.
      'preview.sha256': 'f'.repeat(64),
    },
  })
}, START_MS)
afterAll(() => api.close())

const later = (days: number) => ({
  ...api.deps,
  now: () => new Date(Date.now() + days * DAY_MS),
})

async function counts(): Promise<Map<Table, number>> {
  const found = new Map<Table, number>()
  for (const table of TABLES) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}`.execute(api.db)
    found.set(table, rows[0]?.count ?? 0)
  }
  return found
}

const daysOf = (table: Table): number | null => {
  const { keep } = REGISTRY[table]
  return keep.for === 'days' ? keep.days : null
}

// The month of a booking begins up to a month before the row.
const FIRST_DAYS_MS = 31 * DAY_MS

test('on every day exactly those tables are empty whose days are over', async () => {
  const { workspaceId } = seed
  const before = await counts()
  for (const table of TABLES) expect([table, before.get(table)]).not.toEqual([table, 0])
  for (const days of [0.5, 1.5, 29, 31, 59, 61, 89, 91, 369, 401]) {
    await keepRetention(later(days))
    const now = await counts()
    const kept = TABLES.filter(table => {
      const allowed = daysOf(table)
      return allowed === null || allowed > days || table === 'audit_seal'
    })
    const isByMonth = (table: Table) =>
      ['quota_usage', 'quota_pack', 'reservation', 'insert_day'].includes(table) &&
      days > (daysOf(table) ?? 0) - FIRST_DAYS_MS / DAY_MS
    const odd = TABLES.filter(
      table => !isByMonth(table) && (now.get(table) !== 0) !== kept.includes(table),
    )
    expect([days, odd]).toEqual([days, []])
  }
  const now = await counts()
  const left = TABLES.filter(table => now.get(table) !== 0)
  const allowed = TABLES.filter(table => (daysOf(table) ?? 1e9) > 400 || table === 'audit_seal')
  expect(left).toEqual(allowed)
  // What is still being done is not old, however long it takes.
  const tables = ['workspace', 'person', 'publication'] as const
  for (const table of tables) expect(left).toContain(table)
  expect(workspaceId).toBe(seed.workspaceId)
}, 60_000)

test('what is still to be done is kept, however old it is', async () => {
  const { workspaceId } = await api.creator()
  const old = new Date(Date.now() - 500 * DAY_MS)
  const waiting = { type: 'plan.changed', data: '{}', created_at: old }
  await api.db
    .insertInto('event')
    .values({ workspace_id: workspaceId, event_id: crypto.randomUUID(), once_key: 'a', ...waiting })
    .execute()
  const said = { event_id: 'evt_1', type: 'a', is_live: false, body: '{}', created_at: old }
  await api.db
    .insertInto('stripe_event')
    .values({ ...said, received_at: old })
    .execute()
  await keepRetention(api.deps)
  const events = await api.db
    .selectFrom('event')
    .select('event_id')
    .where('workspace_id', '=', workspaceId)
    .execute()
  expect(events).toHaveLength(1)
  expect(await api.db.selectFrom('stripe_event').select('event_id').execute()).toEqual([
    { event_id: 'evt_1' },
  ])
})

test('an audit log lets its oldest lines go and is whole before and after', async () => {
  const { workspaceId } = await api.creator()
  const first = (await verifyAudit(api.deps, workspaceId)).lines
  const write = async (days: number, count: number) => {
    for (let n = 0; n < count; n += 1) {
      await writeAudit(later(days), { workspaceId, action: 'sensitive_delete:device' })
    }
  }
  await write(0, 3)
  await sealAudits(api.deps)
  await write(300, 4)
  await keepRetention(later(401))
  expect(await verifyAudit(api.deps, workspaceId)).toMatchObject({ isWhole: true, lines: 4 })
  await write(402, 2)
  expect(await verifyAudit(api.deps, workspaceId)).toMatchObject({ isWhole: true, lines: 6 })
  await keepRetention(later(900))
  expect(await verifyAudit(api.deps, workspaceId)).toMatchObject({ isWhole: true, lines: 0 })
  await write(901, 1)
  expect(await verifyAudit(api.deps, workspaceId)).toMatchObject({ isWhole: true, lines: 1 })
  const place = await api.db
    .selectFrom('audit')
    .select('place')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  expect(Number(place?.place)).toBe(first + 10)
})
