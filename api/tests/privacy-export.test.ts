import { afterAll, beforeAll, expect, test } from 'bun:test'
import { z } from 'zod'
import { DAY_MS } from '../src/lib/time.ts'
import {
  exportedColumns,
  exportedTables,
  insertExport,
} from '../src/privacy/export/export.queries.ts'
import { insertPart, readParts } from '../src/privacy/export/export-parts.queries.ts'
import { makeExports } from '../src/privacy/export/make-exports.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { REGISTRY, TABLES } from '../src/privacy/registry.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { type Seed, seedCanaries } from './privacy/canaries.ts'
import { unzip } from './privacy/unzip.ts'
import { problemOf } from './refusal.ts'

type Subject = 'person' | 'workspace'

let api: TestApi
let ada: Seed
let bob: Seed
beforeAll(async () => {
  api = await startApi()
  const fixed = { 'data_export.state': 'gone', 'data_export.file': null }
  ada = await seedCanaries(api.db, { fixed })
  bob = await seedCanaries(api.db, { fixed })
}, START_MS)
afterAll(() => api.close())

/** What is in the copy that a seeded subject gets. */
async function copyOf({ workspaceId, personId }: Seed, subject: Subject) {
  const exportId = crypto.randomUUID()
  const key = { workspaceId, exportId, personId }
  await insertExport(api.db, { ...key, subject }, new Date())
  await makeExports(api.deps)
  const row = await api.db
    .selectFrom('data_export')
    .select('state')
    .where('export_id', '=', exportId)
    .executeTakeFirstOrThrow()
  expect(row.state).toBe('ready')
  const stream = readParts(api.db, key)
  return unzip(new Uint8Array(await new Response(stream).arrayBuffer()))
}

const rowsIn = (files: Map<string, string>, table: string): Record<string, unknown>[] =>
  JSON.parse(files.get(`data/${table}.json`) ?? 'null')

/** Canaries that are in one column only, so that finding one says where it came from. */
const only = ({ canaries }: Seed) =>
  canaries.filter(({ text }) => text?.startsWith('canary-') ?? false)

for (const subject of ['workspace', 'person'] as const) {
  test(`a ${subject} gets every column that is theirs, and no other's`, async () => {
    const files = await copyOf(ada, subject)
    const tables = exportedTables(subject)
    expect(tables.length).toBeGreaterThan(10)
    const all = [...files.values()].join('\n')
    for (const table of tables) {
      const rows = rowsIn(files, table)
      expect([table, rows.length > 0]).toEqual([table, true])
      const columns = exportedColumns(table).map(([column]) => column)
      for (const row of rows) expect(Object.keys(row)).toEqual(columns)
    }
    const lost = only(ada).filter(({ table, column, text }) => {
      const known = TABLES.find(name => name === table) ?? 'person'
      const entry = Object.entries(REGISTRY[known].columns).find(([name]) => name === column)?.[1]
      const isWanted = tables.includes(known) && entry?.inExport === 'as it is'
      // Bytes travel as base64.
      const isPicture = column === 'logo' || column === 'picture'
      const shown = isPicture ? Buffer.from(text ?? '').toString('base64') : (text ?? '')
      return all.includes(shown) !== isWanted
    })
    expect(lost).toEqual([])
    const others = bob.canaries.filter(({ text }) => text !== null && all.includes(text))
    expect(others).toEqual([])
  })

  test(`the copy of a ${subject} is what its own schema says`, async () => {
    const files = await copyOf(ada, subject)
    expect(files.get('README.txt')).toContain('UTC')
    for (const table of exportedTables(subject)) {
      const schema = z.fromJSONSchema(JSON.parse(files.get(`schema/${table}.json`) ?? 'null'))
      expect([table, schema.safeParse(rowsIn(files, table)).error]).toEqual([table, undefined])
      expect(schema.safeParse([{ unknown: 1 }]).success).toBe(false)
      expect(files.get('README.txt')).toContain(REGISTRY[table].purpose)
    }
  })
}

test('what is sealed is told as what it is for', async () => {
  const files = await copyOf(ada, 'workspace')
  expect(rowsIn(files, 'connection')[0]?.sealed).toBe(
    '[Access to the channel: publishes there and reads its figures.]',
  )
  expect(rowsIn(files, 'webhook')[0]?.sealed_secret).toBe('[Signs what is sent there.]')
})

const cookie = (creator: Creator) => ({ Cookie: creator.cookie, 'Sec-Fetch-Site': 'same-origin' })
const fetchAt = (url: string, auth: Record<string, string>) =>
  fetch(`${api.url}${url}`, { headers: auth })

async function ready(creator: Creator, subject: Subject = 'workspace') {
  const { password } = creator
  const { id } = await creator.browser.privacy.requestExport.mutate({ subject, password })
  await makeExports(api.deps)
  return id
}

test('a copy is asked for, told of, and fetched after the password was shown again', async () => {
  const creator = await api.creator()
  const { password, browser } = creator
  const exportId = await ready(creator)
  const { exports } = await browser.privacy.status.query()
  expect(exports).toMatchObject([{ id: exportId, state: 'ready', subject: 'workspace' }])
  const events = await api.db.selectFrom('event').select(['type', 'data']).execute()
  expect(events).toContainEqual({
    type: 'export.ready',
    data: { exportId, personId: creator.personId },
  })
  const { url } = await browser.privacy.openExport.mutate({ exportId, password })
  const answer = await fetchAt(url, cookie(creator))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.headers.get('Content-Disposition')).toContain('attachment')
  const files = await unzip(new Uint8Array(await answer.arrayBuffer()))
  expect(rowsIn(files, 'workspace')[0]?.workspace_id).toBe(creator.workspaceId)
  const { lines } = await browser.audit.list.query({})
  expect(lines.slice(0, 2).map(({ action }) => action)).toEqual([
    'sensitive_read:export_file',
    'sensitive_read:export',
  ])
})

test('without the right password there is neither a copy nor a way to it', async () => {
  const creator = await api.creator()
  const { browser, password } = creator
  const wrong = { subject: 'person', password: 'a guess' } as const
  expect((await problemOf(browser.privacy.requestExport.mutate(wrong))).code).toBe('invalid')
  expect((await browser.privacy.status.query()).exports).toEqual([])
  const exportId = await ready(creator)
  const guess = browser.privacy.openExport.mutate({ exportId, password: 'a guess' })
  expect((await problemOf(guess)).code).toBe('invalid')
  const bare = `/api/v1/privacy/exports/${exportId}`
  expect((await fetchAt(bare, cookie(creator))).status).toBe(403)
  const { url } = await browser.privacy.openExport.mutate({ exportId, password })
  expect((await fetchAt(url, {})).status).toBe(401)
  expect((await fetchAt(url, { 'X-API-Key': creator.apiKey })).status).toBe(403)
  const changed = url.replace(/ticket=(\d)/, (_, digit) => `ticket=${(Number(digit) + 1) % 10}`)
  expect((await fetchAt(changed, cookie(creator))).status).toBe(403)
  const stranger = await api.creator()
  expect((await fetchAt(url, cookie(stranger))).status).toBe(404)
})

test('a ticket is for the browser that got it, and for minutes', async () => {
  const creator = await api.creator()
  const exportId = await ready(creator)
  const { email, password } = creator
  const login = await api.rest('/api/v1/auth/login', { json: { email, password } })
  const other = (login.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  const { url } = await creator.browser.privacy.openExport.mutate({ exportId, password })
  expect((await fetchAt(url, { Cookie: other })).status).toBe(403)
  const until = /ticket=(\d+)/.exec(url)?.[1]
  const minutes = (Number(until) - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(4)
  expect(minutes).toBeLessThanOrEqual(5)
})

test('only an owner takes a copy of the workspace, and anybody one of themselves', async () => {
  const creator = await api.creator()
  const { browser, password, workspaceId } = creator
  await api.db
    .updateTable('member')
    .set({ role: 'admin' })
    .where('workspace_id', '=', workspaceId)
    .execute()
  const asked = browser.privacy.requestExport.mutate({ subject: 'workspace', password })
  expect((await problemOf(asked)).code).toBe('forbidden')
  expect((await browser.privacy.requestExport.mutate({ subject: 'person', password })).state).toBe(
    'waiting',
  )
})

test('asking twice while it is made makes one copy', async () => {
  const { browser, password } = await api.creator()
  const ask = () => browser.privacy.requestExport.mutate({ subject: 'workspace', password })
  expect((await ask()).id).toBe((await ask()).id)
})

test('a copy that a version before kept on its disk is not there, and says so', async () => {
  const creator = await api.creator()
  const { browser, password } = creator
  const exportId = await ready(creator)
  const { url } = await browser.privacy.openExport.mutate({ exportId, password })
  await api.db
    .updateTable('data_export')
    .set({ file: `${crypto.randomUUID()}.zip` })
    .where('export_id', '=', exportId)
    .execute()
  const opened = browser.privacy.openExport.mutate({ exportId, password })
  expect((await problemOf(opened)).code).toBe('not_found')
  expect((await fetchAt(url, cookie(creator))).status).toBe(404)
  await keepRetention(api.deps)
  expect((await browser.privacy.status.query()).exports[0]?.state).toBe('gone')
})

test('after seven days the copy is gone, and so is what belongs to none', async () => {
  const creator = await api.creator()
  await ready(creator)
  const { workspaceId } = creator
  const loose = { workspaceId, exportId: crypto.randomUUID() }
  await insertPart(api.db, loose, { place: 0, bytes: Buffer.from('half') })
  const parts = async () => {
    const own = api.db.selectFrom('export_part').where('workspace_id', '=', workspaceId)
    return (await own.select('export_id').execute()).map(row => row.export_id)
  }
  const later = (days: number) => ({
    ...api.deps,
    now: () => new Date(Date.now() + days * DAY_MS),
  })
  await keepRetention(later(6.9))
  expect((await creator.browser.privacy.status.query()).exports[0]?.state).toBe('ready')
  expect(await parts()).not.toContain(loose.exportId)
  expect((await parts()).length).toBeGreaterThan(0)
  await keepRetention(later(7.1))
  expect((await creator.browser.privacy.status.query()).exports[0]?.state).toBe('gone')
  expect(await parts()).toEqual([])
})
