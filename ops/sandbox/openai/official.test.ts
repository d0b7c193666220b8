import { afterAll, beforeAll, expect, test } from 'bun:test'
import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { type Bench, bench } from '../kit/testing.ts'
import { OPENAI_KEY, startOpenAI } from './openai.ts'

let it: Bench
let client: OpenAI
const clientOf = (apiKey: string) =>
  new OpenAI({ apiKey, baseURL: `${it.sandbox.origin}/v1`, maxRetries: 0, logLevel: 'off' })
beforeAll(async () => {
  it = await bench(startOpenAI)
  client = clientOf(OPENAI_KEY)
})
afterAll(() => it.close())

const Words = z.object({ title: z.string(), tags: z.array(z.string()) })
const prompt = 'Write for the file harbour at dawn.mp4'
const messages = [{ role: 'user' as const, content: prompt }]
const setDay = (today: string | null) => it.post('/_sandbox/settings', { today })
const wrong = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: unknown) => error,
  )
const count = z.number().int().min(0)

test('its package lists models, with the day on which each is switched off', async () => {
  await setDay('2026-10-01')
  const { data } = await client.models.list()
  const ends = Object.fromEntries(data.map(({ id, shutdown_date }) => [id, shutdown_date]))
  expect(ends).toMatchObject({ 'gpt-5-mini': '2026-12-11', 'gpt-6.1-terra': null })
  expect((await client.models.retrieve('gpt-5-mini')).shutdown_date).toBe('2026-12-11')
})

test('its package parses a chat completion by its schema, with every count of tokens', async () => {
  const response_format = zodResponseFormat(Words, 'words')
  const model = 'gpt-6.1-terra'
  const { choices, usage } = await client.chat.completions.parse({
    ...{ model, messages, response_format, reasoning_effort: 'none' },
  })
  expect(choices[0]?.message.parsed).toMatchObject({ tags: expect.any(Array) })
  const Usage = z.object({
    ...{ prompt_tokens: count, completion_tokens: count, total_tokens: count },
    prompt_tokens_details: z.object({ cached_tokens: count }),
    completion_tokens_details: z.object({ reasoning_tokens: count }),
  })
  expect(Usage.safeParse(usage).error).toBeUndefined()
})

test('its package parses a response by its schema, with all that its type promises', async () => {
  const text = { format: zodTextFormat(Words, 'words') }
  const response = await client.responses.parse({ model: 'gpt-5-mini', input: prompt, text })
  expect(response.output_parsed).toMatchObject({ tags: expect.any(Array) })
  expect(Words.parse(JSON.parse(response.output_text))).toEqual(
    response.output_parsed as z.infer<typeof Words>,
  )
  const Promised = z.object({
    ...{ id: z.string(), object: z.literal('response'), created_at: z.number() },
    ...{ error: z.null(), incomplete_details: z.null(), instructions: z.null() },
    ...{ metadata: z.object({}), model: z.string(), parallel_tool_calls: z.boolean() },
    ...{ temperature: z.number(), tool_choice: z.string(), tools: z.array(z.unknown()) },
    top_p: z.number(),
    usage: z.object({
      ...{ input_tokens: count, output_tokens: count, total_tokens: count },
      input_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }),
      output_tokens_details: z.object({ reasoning_tokens: count }),
    }),
  })
  expect(Promised.safeParse(response).error).toBeUndefined()
})

test.each([
  ['gpt-6.1-terra', { reasoning_effort: 'minimal' }, 'unsupported_value'],
  ['gpt-5-mini', { reasoning_effort: 'none' }, 'unsupported_value'],
  ['gpt-4o', { reasoning_effort: 'low' }, 'unsupported_parameter'],
  ['gpt-6.1-terra', { max_tokens: 100 }, 'unsupported_parameter'],
] as const)('%s refuses %p in words that its package understands', async (model, more, reason) => {
  const error = await wrong(client.chat.completions.create({ model, messages, ...more }))
  expect(error).toBeInstanceOf(OpenAI.BadRequestError)
  const { param, code } = error as InstanceType<typeof OpenAI.BadRequestError>
  expect({ [String(param)]: code }).toEqual({ [Object.keys(more)[0] ?? '']: reason })
})

test('from its last day on a model is gone from the list, and says so', async () => {
  await setDay('2026-12-11')
  const { data } = await client.models.list()
  expect(data.map(({ id }) => id)).not.toContain('gpt-5-mini')
  const error = await wrong(client.chat.completions.create({ model: 'gpt-5-mini', messages }))
  expect(error).toBeInstanceOf(OpenAI.NotFoundError)
  expect(String(error)).toContain('deprecated')
  await setDay(null)
})

test('a key that is none of ours is refused as its package expects', async () => {
  const error = await wrong(clientOf('sk-wrong').models.list())
  expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
})
