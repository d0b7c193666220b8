import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { type Bench, bench } from '../kit/testing.ts'
import { startOpenAI } from './openai.ts'

let it: Bench
beforeAll(async () => {
  it = await bench(startOpenAI)
})
beforeEach(() => it.get('/_sandbox/faults', { method: 'DELETE' }))
afterAll(() => it.close())

const text = (maxLength: number) => ({ type: 'string', maxLength })
const strict = (properties: Record<string, object>, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const SCHEMA = strict({
  language: { type: 'string', enum: ['en', 'de'] },
  youtube: strict({
    title: text(20),
    description: text(5000),
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
  }),
  note: { anyOf: [{ type: 'null' }, { type: 'string' }] },
})
const PROMPT = 'Write metadata for the file 2026-05_harbour_at-dawn.mp4, 32 seconds, vertical.'

const auth = { authorization: 'Bearer sandbox-openai-key', 'content-type': 'application/json' }
const post = (path: string, body: object, headers: Record<string, string> = auth) =>
  it.get(path, { method: 'POST', headers, body: JSON.stringify(body) })
const chat = (schema: object, more: object = {}) =>
  post('/v1/chat/completions', {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'You write for creators.' },
      { role: 'user', content: PROMPT },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'metadata', strict: true, schema },
    },
    ...more,
  })
const responses = (schema: object) =>
  post('/v1/responses', {
    model: 'gpt-4o-mini',
    input: PROMPT,
    text: { format: { type: 'json_schema', name: 'metadata', strict: true, schema } },
  })

interface Written {
  language: string
  youtube: { title: string; description: string; tags: string[] }
  note: string
}
interface Completion {
  choices: { message: { content: string | null; refusal: string | null }; finish_reason: string }[]
}
interface ResponsesBody {
  status: string
  incomplete_details: { reason: string } | null
  output: { content: { type: string; text: string }[] }[]
}
interface Refused {
  error: { message: string; type: string; param: string; code: string }
}
const choice = async (answer: Response) => ((await answer.json()) as Completion).choices[0]
const refused = async (answer: Response) => ((await answer.json()) as Refused).error

test('a chat answer keeps to the schema and speaks of the file', async () => {
  const said = await choice(await chat(SCHEMA))
  const written = JSON.parse(said?.message.content ?? '') as Written
  expect(Object.keys(written)).toEqual(['language', 'youtube', 'note'])
  expect(written.youtube.title).toBe('Harbour at dawn')
  expect(written.youtube.description).toContain('harbour at dawn')
  expect(written.youtube.tags).toEqual(['harbour', 'dawn'])
  expect(['en', 'de']).toContain(written.language)
})

test.each([
  ['{"fileName":"My trip, day 2.mov","seconds":3}', 'My trip day 2'],
  ['File: /home/me/Videos/2026 03 Bread & butter.MP4', 'Bread butter'],
  ['Describe clip_final.webm please', 'Clip final'],
  ['Name: 20260501.mp4', '20260501'],
])('%s is about %s', async (prompt, title) => {
  const messages = [{ role: 'user', content: prompt }]
  const said = await choice(await chat(strict({ title: text(99) }), { messages }))
  expect(JSON.parse(said?.message.content ?? '')).toEqual({ title })
})

test('the same prompt gets the same answer at both end points', async () => {
  const first = await choice(await chat(SCHEMA))
  const body = (await (await responses(SCHEMA)).json()) as ResponsesBody
  expect(body.status).toBe('completed')
  const words = (json: string) => (JSON.parse(json) as Written).youtube
  expect(words(body.output[0]?.content[0]?.text ?? '')).toMatchObject({
    title: words(first?.message.content ?? '').title,
  })
  expect((await choice(await chat(SCHEMA)))?.message).toEqual(first?.message)
})

const LOOSE: [string, object, string][] = [
  ['a property that is not required', strict({ a: text(5) }, { required: [] }), "Missing 'a'"],
  ['open objects', strict({ a: text(5) }, { additionalProperties: true }), 'additionalProperties'],
  [
    'an open object further in',
    strict({ a: { type: 'object', properties: {} } }),
    "'properties', 'a'",
  ],
  ['a root that is a list', { type: 'array', items: {} }, 'type: "object"'],
  ['allOf', strict({ a: { allOf: [] } }), "'allOf' is not permitted"],
  ['a property without a type', strict({ a: {} }), "must have a 'type' key"],
]
test.each(LOOSE)('strict mode refuses %s', async (_, schema, sentence) => {
  for (const answer of [await chat(schema), await responses(schema)]) {
    expect(answer.status).toBe(400)
    const error = await refused(answer)
    expect(error).toMatchObject({ type: 'invalid_request_error' })
    expect(error.message).toStartWith("Invalid schema for response_format 'metadata'")
    expect(error.message).toContain(sentence)
  }
})

test('a stranger, a typing mistake and an unknown model are told apart', async () => {
  const wrong = { ...auth, authorization: 'Bearer sk-wrong' }
  const stranger = await post('/v1/chat/completions', {}, wrong)
  expect(stranger.status).toBe(401)
  expect((await refused(stranger)).code).toBe('invalid_api_key')
  const mistake = await post('/v1/chat/completions', { model: 'gpt-4o-mini' })
  expect(await refused(mistake)).toMatchObject({
    code: 'missing_required_parameter',
    param: 'messages',
  })
  expect(await refused(await chat(SCHEMA, { model: 'claude' }))).toMatchObject({
    code: 'model_not_found',
  })
})

test('a refusal, nonsense and a cut answer arrive as the model would send them', async () => {
  const arm = (kind: string) => it.post('/_sandbox/faults', { path: '/v1/', fault: { kind } })
  await arm('refusal')
  expect((await choice(await chat(SCHEMA)))?.message).toMatchObject({
    content: null,
    refusal: "I'm sorry, I can't assist with that request.",
  })
  await arm('nonsense')
  const nonsense = await choice(await chat(SCHEMA))
  expect(() => JSON.parse(nonsense?.message.content ?? '{}')).toThrow()
  await arm('truncated')
  expect((await choice(await chat(SCHEMA)))?.finish_reason).toBe('length')
  await arm('truncated')
  expect(await (await responses(SCHEMA)).json()).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
  })
})

test('a rate limit says when to come back, and lasts as long as it was armed for', async () => {
  const fault = { kind: 'status', status: 429, headers: { 'retry-after': '20' } }
  await it.post('/_sandbox/faults', { path: '/v1/', times: 2, fault })
  const answers = [await chat(SCHEMA), await chat(SCHEMA), await chat(SCHEMA)]
  expect(answers.map(answer => answer.status)).toEqual([429, 429, 200])
  expect(answers[0]?.headers.get('retry-after')).toBe('20')
  expect(answers[0] && (await refused(answers[0])).code).toBe('rate_limit_exceeded')
})
