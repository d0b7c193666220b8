import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { GenerateMetadata } from '../contract/index.ts'
import { draftMetadata } from '../src/enrichment/enrichment.rules.ts'
import { watchModel } from '../src/enrichment/watch-model.ts'
import { createWriter, type MetadataWriter } from '../src/outside/openai/writer.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'
import { PAID } from './stripe/paid.ts'

let sandboxes: TestSandboxes
let api: TestApi
let operator: Creator
let at = new Date('2026-10-01T09:00:00Z')

beforeAll(async () => {
  sandboxes = await testSandboxes()
  api = await startApi({ env: sandboxes.env })
  operator = await api.creator()
  const row = api.db.updateTable('person').set({ is_operator: true })
  await row.where('person_id', '=', operator.personId).execute()
}, START_MS)
afterAll(async () => {
  await api?.close()
  await sandboxes?.close()
})

const facts = {
  ...{ fileName: 'harbour at dawn.mp4', durationMs: 45_400, width: 1080, height: 1920 },
  ...{ fps: 30, hasAudio: true },
}
const input: GenerateMetadata = { facts, platforms: ['tiktok'] }
const request = { ...input, prompt: null, brandVoice: null }
const signal = new AbortController().signal
const path = '/v1/chat/completions'

const writer = (model: string | null): MetadataWriter => {
  const { openai } = api.deps.config
  if (openai.kind !== 'model') throw new Error('no model is set up')
  return createWriter({ ...openai, model }, draftMetadata, () => at)
}
const offers = (today: string, offered: string[] | null = null) =>
  sandboxes.control('openai', 'settings', { today, offered })

/** How often each status was answered to a request for words while this went on. */
async function asked<T>(run: () => Promise<T>): Promise<[T, number[]]> {
  const before = (await sandboxes.ledger('openai')).requests.length
  const value = await run()
  const { requests } = await sandboxes.ledger('openai')
  const since = requests.slice(before).filter(it => it.path === path)
  return [value, since.map(({ status }) => status)]
}

test('the best model that the provider lists writes, and thinks as little as it can', async () => {
  await offers('2026-10-01')
  const [{ author }, statuses] = await asked(() => writer(null).write(request, signal, PAID))
  expect(author).toEqual({ kind: 'model', model: 'gpt-6.1-terra' })
  expect(statuses).toEqual([200])
})

test('a model is asked for less thought until it takes that, and not asked again', async () => {
  await offers('2026-10-01')
  const [old, plain] = [writer('gpt-5-mini'), writer('gpt-4o-mini')]
  for (const [model, refusals] of [
    [old, [400]],
    [plain, [400, 400, 400]],
  ] as const) {
    expect((await asked(() => model.write(request, signal, PAID)))[1]).toEqual([...refusals, 200])
    expect((await asked(() => model.write(request, signal, PAID)))[1]).toEqual([200])
  }
})

interface Asked {
  response_format?: object
  messages: { content: unknown }[]
}

test('a server that knows no schemas is told of it in words', async () => {
  const bodies: Asked[] = []
  const server = Bun.serve({
    ...{ port: 0, hostname: '127.0.0.1' },
    async fetch(sent) {
      if (sent.method === 'GET') return new Response(null, { status: 404 })
      const body = (await sent.json()) as Asked
      bodies.push(body)
      const message = "Unsupported parameter: 'response_format'"
      if (body.response_format) return Response.json({ error: { message } }, { status: 400 })
      const content = JSON.stringify({ tiktok: { caption: 'Up early', hashtags: [] } })
      const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }
      return Response.json({ choices: [choice] })
    },
  })
  const baseUrl = `http://127.0.0.1:${server.port}/v1`
  const settings = { kind: 'model', key: 'any', baseUrl, model: 'home-made' } as const
  const { author } = await createWriter(settings, draftMetadata).write(request, signal, PAID)
  await server.stop(true)
  expect(author).toEqual({ kind: 'model', model: 'home-made' })
  expect(JSON.stringify(bodies.at(-1)?.messages.at(-1))).toContain('hashtags')
})

test('a model that is switched off between two looks is replaced by the next best', async () => {
  const own = writer(null)
  await offers('2026-10-01', ['gpt-5-mini', 'gpt-4.1-mini'])
  expect((await own.write(request, signal, PAID)).author.model).toBe('gpt-5-mini')
  await offers('2026-12-11', ['gpt-5-mini', 'gpt-4.1-mini'])
  const { author, trouble } = await own.write(request, signal, PAID)
  expect([author.model, trouble]).toEqual(['gpt-4.1-mini', null])
})

test('operators hear once, a month before, that a model ends', async () => {
  const deps = { ...api.deps, writer: writer('gpt-5-mini'), now: () => at }
  const alerts = async () => (await operator.browser.operator.alerts.query()).alerts
  at = new Date('2026-10-01T09:00:00Z')
  await offers('2026-10-01')
  await watchModel(deps, signal)
  expect(await alerts()).toEqual([])
  at = new Date('2026-11-28T09:00:00Z')
  for (let hour = 0; hour < 3; hour++) await watchModel(deps, signal)
  expect(await alerts()).toEqual([
    {
      ...{ kind: 'model_ends', raisedAt: at.toISOString() },
      detail: expect.stringContaining('gpt-5-mini off on 2026-12-11'),
    },
  ])
  const told = (await mailsTo(api, operator.email)).filter(it => it.kind === 'operator_alert')
  expect(told.map(({ data }) => data.detail)).toEqual([expect.stringContaining('2026-12-11')])
  await watchModel({ ...deps, writer: writer('gpt-6.1-terra') }, signal)
  expect(await alerts()).toEqual([])
})

test('operators are told once when drafts replace the model that is named', async () => {
  await offers('2026-12-11')
  const own = await startApi({ env: { ...sandboxes.env, OPENAI_MODEL: 'gpt-5-mini' } })
  const someone = await own.creator({ plan: 'enterprise' })
  const chief = await own.creator()
  const row = own.db.updateTable('person').set({ is_operator: true })
  await row.where('person_id', '=', chief.personId).execute()
  const reason = expect.stringContaining('no model gpt-5-mini')
  for (let n = 0; n < 2; n++) {
    const { author } = await someone.key.enrichment.generate.mutate(input)
    expect(author).toEqual({ kind: 'offline', reason })
  }
  const { alerts } = await chief.browser.operator.alerts.query()
  expect(alerts).toMatchObject([{ kind: 'model_away', detail: reason }])
  const told = (await mailsTo(own, chief.email)).filter(it => it.kind === 'operator_alert')
  expect(told).toHaveLength(1)
  expect(await mailsTo(own, someone.email)).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ kind: 'operator_alert' })]),
  )
  expect((await own.rest('/readyz')).body).toEqual({ ok: true, alerts: ['model_away'] })
  expect((await own.rest('/metrics')).body).toContain('operator_alert{kind="model_away"} 1')
  expect(own.logged.filter(line => line.includes('operators are needed'))).toHaveLength(1)
  await own.close()
}, 60_000)

test('one failure is an accident, three after one another are not', async () => {
  await offers('2026-10-01')
  const own = writer(null)
  await own.chosenModel(signal)
  await sandboxes.arm('openai', { path, times: 3, fault: { kind: 'status', status: 500 } })
  const troubles = []
  for (let n = 0; n < 4; n++) troubles.push((await own.write(request, signal, PAID)).trouble)
  expect(troubles).toEqual([null, null, 'The model failed (500).', null])
})
