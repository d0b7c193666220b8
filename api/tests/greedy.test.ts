import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { BUDGETS, JOBS, QUEUES, STREAMS } from '../src/fairness.ts'
import type { Jobs } from '../src/outside/jobs.ts'
import { appRouter } from '../src/router.ts'
import { startTimetable } from '../src/timetable.ts'
import type { Meta } from '../src/trpc.ts'
import { everyProcedure } from './doors.ts'
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
    handBack: async () => {},
    close: async () => {},
  }
  await startTimetable({ ...api.deps, shared: { ...api.deps.shared, jobs } })
  expect(names.toSorted()).toEqual(Object.keys(JOBS).toSorted())
})

/** What lets some work and others wait; who imports one of them has made a line. */
const MAKES_A_LINE = /(^|\/)(fair-queue\/(in-lanes|turns)|limiter)\.ts$/

test('of every line within a job or a request it is said, too', async () => {
  const found: string[] = []
  const root = join(import.meta.dir, '../src')
  const reader = new Bun.Transpiler({ loader: 'ts' })
  for await (const file of new Bun.Glob('**/*.ts').scan(root)) {
    if (file.endsWith('.test.ts')) continue
    const imports = reader.scanImports(await Bun.file(join(root, file)).text())
    if (imports.some(({ path }) => MAKES_A_LINE.test(path))) found.push(slashed(file))
  }
  expect(found.toSorted()).toEqual(Object.keys(QUEUES).toSorted())
})

const slashed = (path: string) => path.replaceAll('\\', '/')

test('of every procedure that stays open or costs money it is said, too', () => {
  const open = everyProcedure.filter(({ type }) => type === 'subscription')
  expect(open.map(({ path }) => path).toSorted()).toEqual(Object.keys(STREAMS).toSorted())
  // Safe: at run time the router holds its procedures flat, under their dotted paths.
  const flat = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta } }>
  const spent = Object.values(flat).flatMap(({ _def }) => _def.meta?.budget ?? [])
  expect([...new Set<string>(spent)].toSorted()).toEqual(Object.keys(BUDGETS).toSorted())
})

for (const [job, { most, before }] of Object.entries(GREEDY_JOBS)) {
  test(`${job}: whatever one workspace queues, another waits for a little of it`, async () => {
    expect(await before(api, await twoTenants())).toBeLessThanOrEqual(most)
  })
}
