import { afterAll, beforeAll, expect, test } from 'bun:test'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

test('lines are numbered without gaps', async () => {
  const { workspaceId } = await api.creator()
  for (const n of [1, 2, 3]) {
    await writeAudit(api.deps, {
      workspaceId,
      action: 'authn_token_created:key',
      detail: { name: `k ${n}` },
    })
  }
  const rows = await api.db
    .selectFrom('audit')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('place')
    .execute()
  expect(rows.map(row => Number(row.place))).toEqual([1, 2, 3])
})
