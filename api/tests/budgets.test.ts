import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type GenerateMetadata, PLANS } from '../contract/index.ts'
import { appRouter } from '../src/router.ts'
import type { Meta } from '../src/trpc.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'
import { verify } from './team.ts'

let sandboxes: TestSandboxes
let api: TestApi
beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: { ...sandboxes.env, SMTP_URL: 'smtp://127.0.0.1:1' } })
}, START_MS)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

const input: GenerateMetadata = {
  facts: { fileName: 'dawn.mp4', durationMs: 9000, width: 9, height: 16, fps: 30, hasAudio: true },
  platforms: ['youtube'],
}
const write = ({ key }: Pick<Creator, 'key'>) => key.enrichment.generate.mutate(input)
const modelCalls = async () =>
  (await sandboxes.ledger('openai')).requests.filter(({ path }) => !path.endsWith('/models')).length

/** Who wrote, time after time. */
async function authors(creator: Pick<Creator, 'key'>, times: number) {
  const all = []
  for (let n = 0; n < times; n++) all.push((await write(creator)).author)
  return all
}

test('who has not confirmed an address has drafts, and the model is never asked', async () => {
  const before = await modelCalls()
  const said = await authors(await api.creator(), 3)
  expect(said).toMatchObject(said.map(() => ({ kind: 'offline' })))
  expect(said[0]?.reason).toContain('confirmed')
  expect(await modelCalls()).toBe(before)
})

test('a day has so many texts by the model as the plan says; then drafts', async () => {
  const greedy = await api.creator()
  await verify(api, greedy)
  const before = await modelCalls()
  const most = PLANS.free.modelTextsPerDay
  const said = await authors(greedy, most + 5)
  expect(said.filter(({ kind }) => kind === 'model')).toHaveLength(most)
  expect(said.slice(most).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 5 }, () => expect.stringContaining('as your plan includes')),
  )
  expect((await modelCalls()) - before).toBe(most)
  const other = await api.creator()
  await verify(api, other)
  expect((await write(other)).author.kind).toBe('model')
})

test('who belongs to many workspaces has no more for it', async () => {
  const greedy = await api.creator()
  await verify(api, greedy)
  await authors(greedy, PLANS.free.modelTextsPerDay)
  const other = await api.creator()
  await verify(api, other)
  const { personId } = greedy
  const member = { workspace_id: other.workspaceId, person_id: personId, role: 'editor' }
  await api.db.insertInto('member').values(member).execute()
  await greedy.browser.workspace.enter.mutate({ workspaceId: other.workspaceId })
  const { author } = await greedy.browser.enrichment.generate.mutate(input)
  expect(author.kind).toBe('offline')
  expect((await write(other)).author.kind).toBe('model')
})

// Safe: at run time the router holds its procedures flat, under their dotted paths.
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta } }>,
)

test('what may cost money declares what it spends from, and nothing else can spend', async () => {
  const declared = procedures.flatMap(([path, { _def }]) => (_def.meta?.budget ? path : []))
  expect(declared).toEqual(['enrichment.generate', 'enrichment.rewrite'])
  const spending: string[] = []
  for await (const file of new Bun.Glob('**/*.ts').scan(`${import.meta.dir}/../src`)) {
    const text = await Bun.file(`${import.meta.dir}/../src/${file}`).text()
    if (/\.writer\.write\b/.test(text)) spending.push(file)
  }
  const spenders = ['enrichment/generate-metadata.ts', 'enrichment/rewrite-words.ts']
  expect(spending.toSorted()).toEqual(spenders)
})
