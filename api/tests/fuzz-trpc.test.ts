/** What a procedure says it takes is taken over tRPC; anything else is refused, in its words. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { anything, isNotTaken, isRefused, oddBodies, oddQueries } from './fuzz/fuzz-bodies.ts'
import type { Got, Operation } from './fuzz/fuzz-operations.ts'
import { trpcOperations } from './fuzz/fuzz-operations.ts'
import { broken, isUnstorable, kept, textPlaces } from './fuzz/fuzz-values.ts'
import type { FuzzWorld } from './fuzz/fuzz-world.ts'
import { codeOf, fuzzWorld, LONG_MS, runs } from './fuzz/fuzz-world.ts'
import { UNSTORABLE } from './fuzz/naughty-strings.ts'
import { START_MS } from './harness.ts'
import { proved, seed } from './long-run.ts'

const letters = 'BCDFGHJKLMNPQRSTVWXZ'
/** What is asked of some fields beyond what JSON Schema can say. */
const KNOWN = {
  colour: fc.constantFrom('#1a1a80', '#000000', '#7A0000'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati'),
  userCode: fc.stringMatching(new RegExp(`^[${letters}]{4}-[${letters}]{4}$`)),
  url: fc.webUrl({ validSchemes: ['https'], size: 'small' }),
  newPassword: fc.stringMatching(/^[a-z ]{12,60}$/).map(text => `a${text}`),
  // Of several kinds here, so that each is made as its own schema has it.
  cursor: undefined,
}

let world: FuzzWorld
beforeAll(async () => {
  world = await fuzzWorld(KNOWN)
}, START_MS)
afterAll(async () => {
  proved(`${world.calls} calls to ${trpcOperations.length} procedures`)
  await world.close()
  // The api ran in this process: what came under such names has reached no object of ours.
  expect('isAdmin' in {}).toBe(false)
})

const isTaken = (got: Got) => codeOf(got.body) !== 'invalid' || isWrongHere(got)
const isWrongHere = ({ body }: Got) =>
  WRONG_HERE.some(words => JSON.stringify(body).includes(words))

/** What a verb finds wrong with an input that is of the right shape. */
const WRONG_HERE = [
  'That rule is for another platform.',
  'That is not your password.',
  'Please give a name.',
  'That is not a name.',
  'Please choose a PNG or WebP picture.',
  'A preview is a WebP or a JPEG.',
]

/** A query's input travels in the address, which no server takes at any length. */
const LONGEST = 4000
const fits = ({ method }: Operation, input: unknown) =>
  method === 'POST' || encodeURIComponent(JSON.stringify(input) ?? '').length < LONGEST

for (const operation of trpcOperations) {
  const { body, method, procedure } = operation
  const [input] = procedure.inputs
  describe(operation.name, () => {
    test(
      'takes what it says that it takes',
      async () => {
        const inputs = body ? kept(body, world.known) : fc.constant(undefined)
        await fc.assert(
          fc.asyncProperty(inputs, body =>
            world.asked(operation, { params: {}, ...(body !== undefined && { body }) }, isTaken),
          ),
          { numRuns: body ? runs : 1, seed },
        )
      },
      LONG_MS,
    )

    if (input && body) {
      test(
        'refuses what it does not say that it takes',
        async () => {
          const isAllowed = (value: unknown) => input.safeParse(value).success
          const bad = broken(body, world.known)
            .filter(value => isUnstorable(value) || !isAllowed(value))
            .filter(value => value !== undefined && fits(operation, value))
          const wanted = (value: unknown) => (isAllowed(value) ? anything : isRefused)
          await fc.assert(
            fc.asyncProperty(bad, body =>
              world.asked(operation, { params: {}, body }, wanted(body)),
            ),
            { numRuns: 2 * runs, seed },
          )
        },
        LONG_MS,
      )
    }

    if (body && textPlaces(body).length > 0) {
      test(
        'takes nowhere a text that no database can hold',
        async () => {
          const [valid] = fc.sample(kept(body, world.known), { seed, numRuns: 1 })
          for (const put of textPlaces(body)) {
            for (const text of UNSTORABLE) {
              const asked = { params: {}, body: put(valid, text) }
              await world.asked(operation, asked, isNotTaken)
            }
          }
        },
        LONG_MS,
      )
    }

    if (method === 'POST') {
      test(
        'stands whatever else arrives in place of a body',
        async () => {
          const [valid = {}] = body ? fc.sample(kept(body, world.known), { seed, numRuns: 1 }) : []
          for (const [odd] of oddBodies(JSON.stringify(valid))) {
            await world.asked(operation, { params: {}, ...odd }, anything)
          }
        },
        LONG_MS,
      )
    } else {
      test(
        'stands whatever else arrives in its address',
        async () => {
          for (const search of oddQueries) {
            await world.asked(operation, { params: {}, search }, anything)
          }
        },
        LONG_MS,
      )
    }
  })
}
