import { afterAll, beforeAll, expect, test } from 'bun:test'
import { JOBS } from '../src/fairness.ts'
import type { Jobs } from '../src/outside/jobs.ts'
import { startTimetable } from '../src/timetable.ts'
import { GREEDY_JOBS } from './greedy-jobs.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi({ env: { WEBHOOKS_TO_LOOPBACK: 'yes' } })
}, START_MS)
afterAll(() => api.close())

/** Two of whom the greedy one comes first wherever ids are what decides. */
async function twoTenants() {
  const both = [
    await api.creator({ plan: 'enterprise' }),
    await api.creator({ plan: 'enterprise' }),
  ]
  const [greedy, other] = both.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1))
  if (!greedy || !other) throw new Error('unreachable')
  return { greedy, other }
}

test('of every job of the timetable it is said why one workspace holds up no other', async () => {
  const names: string[] = []
  const jobs: Jobs = {
    every: async name => void names.push(name),
    soon: async () => {},
    close: async () => {},
  }
  await startTimetable({ ...api.deps, shared: { ...api.deps.shared, jobs } })
  expect(names.toSorted()).toEqual(Object.keys(JOBS).toSorted())
})

for (const [job, { most, before }] of Object.entries(GREEDY_JOBS)) {
  test(`${job}: whatever one workspace queues, another waits for a little of it`, async () => {
    expect(await before(api, await twoTenants())).toBeLessThanOrEqual(most)
  })
}
