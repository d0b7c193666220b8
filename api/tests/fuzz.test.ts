/** What the API's description allows is taken; what it does not allow is refused, in its words. */
import { afterAll, beforeAll, describe, test } from 'bun:test'
import fc from 'fast-check'
import type { Got, Operation, Sent } from './fuzz-operations.ts'
import { admitted, allows, operationsOf, problemSchema, sent } from './fuzz-operations.ts'
import type { Known, Schema } from './fuzz-values.ts'
import { broken, isUnstorable, kept } from './fuzz-values.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi, testConfig } from './harness.ts'
import { proved, seed } from './long-run.ts'
import { reservationFor } from './publishing.ts'
import { unlimited } from './unlimited.ts'

/** How many inputs each operation is to take; twice as many are to be refused. */
const runs = Number(process.env.FUZZ_RUNS ?? 6)
const LONG_MS = 20_000 + runs * 3000

let api: TestApi
let workspaceId: string
let known: Known
let calls = 0
beforeAll(async () => {
  api = await startApi({ limits: await unlimited() })
  const creator = await api.creator({ plan: 'enterprise' })
  workspaceId = creator.workspaceId
  const connection = await api.connectionFor(creator, 'youtube')
  const { reserve } = creator.key.publication
  const { publicationId } = await reserve.mutate(reservationFor(connection))
  await reserve.mutate(reservationFor(connection))
  const { nextCursor } = await creator.key.analytics.videos.query({ limit: 1 })
  known = knownWith(connection.id, publicationId, nextCursor ?? '')
}, START_MS)
afterAll(async () => {
  proved(`${calls} calls to ${operations.length} operations`)
  await api.close()
})

const words = (least: number, most: number) =>
  fc
    .stringMatching(new RegExp(`^[a-zA-Z0-9 ,.é日😀]{${least},${most}}$`, 'u'))
    .map(text => `a${text}`)

/** What is asked of some fields beyond what JSON Schema can say. */
const knownWith = (connectionId: string, publicationId: string, cursor: string): Known => ({
  cursor: fc.constant(cursor),
  email: fc
    .emailAddress({ size: 'small' })
    .filter(email => /^[\w.]+@[a-z0-9-.]+\.[a-z]+$/.test(email)),
  password: words(12, 60),
  connectionId: fc.oneof(fc.constant(connectionId), fc.uuid({ version: 4 })),
  publicationId: fc.oneof(fc.constant(publicationId), fc.uuid({ version: 4 })),
  url: fc.oneof(fc.constant(null), fc.webUrl({ size: 'small' })),
  title: words(1, 60),
  description: words(0, 200),
  caption: words(0, 200),
  tags: fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 5 }),
})

const operations = operationsOf({ deps: { config: testConfig() } } as TestApi)

/** What is wrong with an answer, whoever asked for it; nothing when it is as described. */
function faultsOf({ statuses, success }: Operation, { status, type, body }: Got): string[] {
  const isFine = status === 200
  const schema = isFine ? success : problemSchema(api)
  const parsed = schema.safeParse(body)
  const wanted = isFine ? 'application/json' : 'application/problem+json'
  return [
    ...(status === 500 ? ['it broke'] : []),
    ...(statuses.includes(String(status)) ? [] : [`nothing says that it answers ${status}`]),
    ...(parsed.success ? [] : [`the answer is not as described: ${parsed.error.message}`]),
    ...(type.startsWith(wanted) ? [] : [`it is called ${type}`]),
  ]
}

const paramsOf = ({ parameters }: Operation) =>
  fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, kept(schema, known, name)])),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  )

/** Asks, and throws when the answer is not as described or not as it should be. */
async function asked(operation: Operation, input: Sent, isMeant: (got: Got) => boolean) {
  calls += 1
  const headers = await headersFor(operation)
  const got = await sent(api, operation, { ...input, headers: { ...headers, ...input.headers } })
  const faults = faultsOf(operation, got)
  if (!isMeant(got)) faults.push(`it answered ${got.status} ${JSON.stringify(got.body)}`)
  if (faults.length > 0) throw new Error(faults.join('; '))
}

/** What a verb finds wrong with an input that is of the right shape. */
const WRONG_HERE = [
  'That attempt has ended, or was not begun here. Please start again.',
  'These words are for another platform than the connection.',
]
const isTaken = ({ status, body }: Got) => {
  const { code, detail = '' } = body as { code?: string; detail?: string }
  const isInvalid = code === 'invalid' && !WRONG_HERE.includes(detail)
  return !isInvalid && ![405, 413, 415].includes(status)
}
let passes: Record<string, Record<string, string>> = {}

async function headersFor(operation: Operation): Promise<Record<string, string>> {
  const { name } = operation
  const headers = passes[name] ?? (await admitted(api, operation, workspaceId))
  // Who signs out cannot do so twice.
  if (!('Cookie' in headers)) passes = { ...passes, [name]: headers }
  return headers
}

const isRefused = ({ status }: Got) => [400, 413, 415].includes(status)

/** Here texts are only compared or passed on, so one that cannot be stored is merely wrong. */
const KEEPS_NO_TEXT = [
  'post /auth/login',
  'post /auth/device/token',
  'post /oauth/{platform}/callback',
  'post /enrichment/generate',
]

for (const operation of operations) {
  const { body, parameters } = operation
  describe(operation.name, () => {
    test(
      'takes what its description allows',
      async () => {
        const inputs = fc.record({
          params: paramsOf(operation),
          ...(body && { body: kept(body, known) }),
        })
        await fc.assert(
          fc.asyncProperty(inputs, input => asked(operation, input as Sent, isTaken)),
          { numRuns: runs, seed },
        )
      },
      LONG_MS,
    )

    if (body) {
      test(
        'refuses a body that its description does not allow',
        async () => {
          const isAllowed = allows(body)
          const mayPass = KEEPS_NO_TEXT.includes(operation.name) ? isAllowed : () => false
          const wanted = (value: unknown) => (mayPass(value) ? anything : isRefused)
          const bad = broken(body, known).filter(value => isUnstorable(value) || !isAllowed(value))
          const inputs = fc.record({ params: paramsOf(operation), body: bad })
          await fc.assert(
            fc.asyncProperty(inputs, input => asked(operation, input as Sent, wanted(input.body))),
            { numRuns: 2 * runs, seed },
          )
        },
        LONG_MS,
      )

      test(
        'stands whatever else arrives in place of a body',
        async () => {
          const params = { platform: 'youtube' }
          const [valid] = fc.sample(kept(body, known), { seed, numRuns: 1 })
          for (const [input, isMeant] of oddBodies(JSON.stringify(valid))) {
            await asked(operation, { params, ...input }, isMeant)
          }
        },
        LONG_MS,
      )
    }

    if (parameters.length > 0) {
      test(
        'refuses parameters that its description does not allow',
        async () => {
          const bad = fc.oneof(...parameters.map(badParameter))
          const inputs = fc
            .tuple(paramsOf(operation), bad, body ? kept(body, known) : fc.constant(undefined))
            .map(([params, wrong, body]) => ({ params: { ...params, ...wrong }, body }))
          await fc.assert(
            fc.asyncProperty(inputs, input => asked(operation, input, isRefused)),
            { numRuns: 2 * runs, seed },
          )
        },
        LONG_MS,
      )
    }
  })
}

function badParameter({ name, in: where, schema }: Operation['parameters'][number]) {
  const values = schema.type === 'integer' ? NO_INTEGERS : badTexts(schema)
  const twice =
    where === 'query'
      ? [
          ['a', 'b'],
          ['1', '1'],
        ]
      : []
  return fc.constantFrom<unknown>(...values, ...twice).map(value => ({ [name]: value }))
}

const NO_INTEGERS = ['abc', '', '0', '-1', '1.5', '101', 'NaN', '1e308', '9007199254740993', '١']
function badTexts({ maxLength, pattern, enum: names }: Schema): string[] {
  const isNarrow = pattern !== undefined || names !== undefined
  const long = maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]
  return isNarrow
    ? ['nowhere', '__proto__', '%00', '\u0000', '..%2f', 'YOUTUBE', '☃', ...long]
    : long
}

const anything = () => true
const deep = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`

/** Bodies that are no JSON, or JSON of a kind that few expect. */
function oddBodies(valid: string): [Omit<Sent, 'params'>, (got: Got) => boolean][] {
  const inside = valid.slice(1)
  const more = inside === '}' ? '' : ','
  const with_ = (field: string) => `{${field}${more}${inside}`
  const as = (type: string) => ({ raw: valid, headers: { 'Content-Type': type } })
  return [
    [{ raw: deep('[', ']') }, isRefused],
    [{ raw: with_(`"extra":${deep('[', ']')}`) }, anything],
    [{ raw: with_(`"extra":${deep('{"a":', '}')}`) }, anything],
    [{ raw: with_('"__proto__":{"isAdmin":true}') }, anything],
    [{ raw: with_('"constructor":{"prototype":{"isAdmin":true}}') }, anything],
    [{ raw: with_('"extra":1e308,"extra":9007199254740993') }, anything],
    [{ raw: with_('"extra":1e999') }, anything],
    [{ raw: with_('"extra":"\u0000"') }, isRefused],
    [{ raw: valid.slice(0, -1) }, isRefused],
    [{ raw: `${valid}${valid}` }, isRefused],
    [{ raw: 'null' }, isRefused],
    [{ raw: '"text"' }, isRefused],
    [{ raw: `[${valid}]` }, isRefused],
    [{ raw: new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]) }, isRefused],
    [{ raw: `{"a":"${'x'.repeat(3 * 2 ** 20)}"}` }, ({ status }) => status === 413],
    [as('text/plain'), ({ status }) => status === 415],
    [as('application/x-www-form-urlencoded'), ({ status }) => status === 415],
    [as('multipart/form-data; boundary=x'), ({ status }) => status === 415],
    [as('application/jsonp'), ({ status }) => status === 415],
  ]
}
