/** What the API's description allows is taken; what it does not allow is refused, in its words. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { anything, isNotTaken, isRefused, oddBodies } from './fuzz/fuzz-bodies.ts'
import type { Got, Operation, Sent } from './fuzz/fuzz-operations.ts'
import { allows, operationsOf } from './fuzz/fuzz-operations.ts'
import type { Schema } from './fuzz/fuzz-values.ts'
import { broken, isUnstorable, kept, textPlaces } from './fuzz/fuzz-values.ts'
import type { FuzzWorld } from './fuzz/fuzz-world.ts'
import { fuzzWorld, LONG_MS, runs } from './fuzz/fuzz-world.ts'
import { UNSTORABLE } from './fuzz/naughty-strings.ts'
import type { TestApi } from './harness.ts'
import { START_MS } from './harness.ts'
import { proved, seed } from './long-run.ts'
import { testConfig } from './test-config.ts'

let world: FuzzWorld
beforeAll(async () => {
  world = await fuzzWorld()
}, START_MS)
afterAll(async () => {
  proved(`${world.calls} calls to ${operations.length} operations`)
  await world.close()
  // The api ran in this process: what came under such names has reached no object of ours.
  expect('isAdmin' in {}).toBe(false)
})

const operations = operationsOf({ deps: { config: testConfig() } } as TestApi)

const paramsOf = ({ parameters }: Operation) =>
  fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema }) => [name, kept(schema, world.known, name)]),
    ),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  )

/** What a verb finds wrong with an input that is of the right shape. */
const WRONG_HERE = [
  'That attempt has ended, or was not begun here. Please start again.',
  'These words are for another platform than the connection.',
  'This is not asked of that: say which video, which channel, or the whole computer.',
  'One video is paused until you resume it. For a date, schedule it.',
  'That platform takes no caption tracks. Connect it without captions.',
]
const isTaken = ({ status, body }: Got) => {
  const { code, detail = '' } = body as { code?: string; detail?: string }
  const isInvalid = code === 'invalid' && !WRONG_HERE.includes(detail)
  return !isInvalid && ![405, 413, 415].includes(status)
}
/** Here texts are only compared or passed on, so one that cannot be stored is merely wrong. */
const KEEPS_NO_TEXT = [
  'post /auth/login',
  'post /auth/device/token',
  'post /oauth/{platform}/callback',
]

for (const operation of operations) {
  const { body, parameters } = operation
  describe(operation.name, () => {
    test(
      'takes what its description allows',
      async () => {
        const inputs = fc.record({
          params: paramsOf(operation),
          ...(body && { body: kept(body, world.known) }),
        })
        await fc.assert(
          fc.asyncProperty(inputs, input => world.asked(operation, input as Sent, isTaken)),
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
          const bad = broken(body, world.known).filter(
            value => isUnstorable(value) || !isAllowed(value),
          )
          const inputs = fc.record({ params: paramsOf(operation), body: bad })
          await fc.assert(
            fc.asyncProperty(inputs, input =>
              world.asked(operation, input as Sent, wanted(input.body)),
            ),
            { numRuns: 2 * runs, seed },
          )
        },
        LONG_MS,
      )

      test(
        'takes nowhere a text that no database can hold',
        async () => {
          const [valid] = fc.sample(kept(body, world.known), { seed, numRuns: 1 })
          for (const put of textPlaces(body)) {
            for (const text of UNSTORABLE) {
              const asked = { params: { platform: 'youtube' }, body: put(valid, text) }
              await world.asked(operation, asked, isNotTaken)
            }
          }
        },
        LONG_MS,
      )

      test(
        'stands whatever else arrives in place of a body',
        async () => {
          const params = { platform: 'youtube' }
          const [valid] = fc.sample(kept(body, world.known), { seed, numRuns: 1 })
          for (const [input, isMeant] of oddBodies(JSON.stringify(valid))) {
            await world.asked(operation, { params, ...input }, isMeant)
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
            .tuple(
              paramsOf(operation),
              bad,
              body ? kept(body, world.known) : fc.constant(undefined),
            )
            .map(([params, wrong, body]) => ({ params: { ...params, ...wrong }, body }))
          await fc.assert(
            fc.asyncProperty(inputs, input => world.asked(operation, input, isRefused)),
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
