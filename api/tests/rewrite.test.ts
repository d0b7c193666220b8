import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sha256Hex } from '../src/lib/id.ts'
import type { MetadataWriter, WriteRequest } from '../src/outside/openai/writer.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { words } from './publishing.ts'
import { problemOf } from './refusal.ts'

const shorter = { platform: 'tiktok', caption: 'Out' } as const
const asked: WriteRequest[] = []
let isAway = false
/** The model, as far as anybody here looks. */
const writer: MetadataWriter = {
  async write(request) {
    asked.push(request)
    const author = isAway
      ? { kind: 'offline' as const, reason: 'The model could not be reached.' }
      : { kind: 'model' as const, model: 'any' }
    return { metadata: [shorter], author, trouble: null }
  },
  chosenModel: async () => null,
}

let api: TestApi
beforeAll(async () => {
  api = await startApi({ writer })
}, START_MS)
afterAll(() => api.close())

/** A video that waits for a look, and what is asked of its words. */
async function waitingFor(creator: Creator) {
  const { id: connectionId } = await api.connectionFor(creator, 'tiktok')
  const [device] = await creator.person.device.list.query()
  const sha256 = sha256Hex(crypto.randomUUID())
  const item = { sha256, fileName: 'a day out.mp4', connectionId, durationMs: 7000 }
  await creator.key.publication.standing.mutate({ items: [{ ...item, kind: 'review' }] })
  const aim = { deviceId: device?.id ?? '', sha256, connectionId }
  return { ...aim, words: words('tiktok'), instruction: 'Much shorter.' }
}

test('the model changes the words that wait, by all the wishes there are', async () => {
  const ada = await api.creator({ plan: 'pro' })
  const wanted = await waitingFor(ada)
  await ada.person.workspace.saveVoice.mutate({ prompt: 'No emoji.', brandVoice: 'Dry.' })
  const { connectionId } = wanted
  await ada.person.connection.savePrompt.mutate({ connectionId, prompt: 'Name the town.' })
  const { words: rewritten, author } = await ada.person.enrichment.rewrite.mutate(wanted)
  expect(rewritten).toEqual(shorter)
  expect(author.kind).toBe('model')
  expect(asked.at(-1)).toEqual({
    facts: { fileName: 'a day out.mp4', durationMs: 7000 },
    platforms: ['tiktok'],
    draft: wanted.words,
    prompt: 'No emoji.\nName the town.\nMuch shorter.',
    brandVoice: 'Dry.',
  })
  isAway = true
  const kept = await ada.person.enrichment.rewrite.mutate(wanted)
  isAway = false
  expect(kept).toEqual({
    words: null,
    author: { kind: 'offline', reason: 'The model could not be reached.' },
  })
})

test('what does not wait there, other platforms and small plans are refused', async () => {
  const ada = await api.creator({ plan: 'pro' })
  const wanted = await waitingFor(ada)
  const before = asked.length
  const refusal = (over: object, by = ada) =>
    problemOf(by.person.enrichment.rewrite.mutate({ ...wanted, ...over }))
  expect(await refusal({ sha256: sha256Hex('other') })).toMatchObject({ code: 'not_found' })
  expect(await refusal({ words: words('youtube') })).toMatchObject({ code: 'invalid' })
  const stranger = await api.creator({ plan: 'pro' })
  expect(await refusal({}, stranger)).toMatchObject({ code: 'not_found' })
  const free = await api.creator()
  const theirs = await waitingFor(free)
  expect(await refusal(theirs, free)).toMatchObject({ code: 'plan_limit', allowedBy: 'pro' })
  expect(asked.length).toBe(before)
})
