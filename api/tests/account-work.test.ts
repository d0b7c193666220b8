/** The work of a sign-in, step by step: what is the same for everybody tells nobody apart. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { KyselyPlugin } from 'kysely'
import { login } from '../src/account/login.ts'
import type { Context } from '../src/context.ts'
import type { Fault } from '../src/lib/fault.ts'
import { createPasswords } from '../src/outside/passwords/bcrypt.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

type Step = 'statement' | 'bcrypt'

let api: TestApi
const passwords = createPasswords(4)
beforeAll(async () => {
  api = await startApi({ passwords })
}, START_MS)
afterAll(() => api.close())

const countingInto = (steps: Step[]): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  // Every answer of the database comes through here, also those of statements written by hand.
  async transformResult({ result }) {
    steps.push('statement')
    return result
  },
})

interface Tried {
  email: string
  password?: string
  secondFactor?: string
  browserId?: string | null
}

/** What was done for one try until it was answered, and how it ended. */
async function work({ browserId = null, ...input }: Tried): Promise<[string, Step[]]> {
  const steps: Step[] = []
  const ctx: Context = {
    ...api.deps,
    db: api.db.withPlugin(countingInto(steps)),
    identity: {
      ...api.deps.identity,
      passwords: {
        ...passwords,
        verify(password, hash) {
          steps.push('bcrypt')
          return passwords.verify(password, hash)
        },
      },
    },
    ...{ actor: null, refusal: null, requestId: 'a-request', address: '192.0.2.9', userAgent: '' },
    ...{ browserId, setHeader: () => undefined, signal: new AbortController().signal },
    budget: null,
  }
  const sent = { password: 'not the right one', ...input }
  const code = await login(ctx, sent).then(
    () => 'in',
    (fault: Fault) => fault.code,
  )
  // Taken at once: a failure is written down after the answer.
  return [code, [...steps]]
}

/** Somebody of whom a second factor is asked. */
async function guarded(): Promise<Creator> {
  const creator = await api.creator()
  const sealed = api.deps.vault.sealText(`totp ${creator.personId}`, 'JBSWY3DPEHPK3PXP')
  await api.db
    .updateTable('person')
    .set({ sealed_totp: sealed, totp_confirmed_at: new Date() })
    .where('person_id', '=', creator.personId)
    .execute()
  return creator
}

const TRIES = 7
const nobody = () => `nobody-${crypto.randomUUID()}@example.test`

for (const browserId of [null, 'a mark that nobody here has']) {
  const where = browserId === null ? 'a new browser' : 'a browser with a mark'
  test(`a wrong password costs the same for everybody and nobody, in ${where}`, async () => {
    const [known, second] = [await api.creator(), await guarded()]
    const all: [string, Step[]][][] = []
    for (const email of [nobody(), known.email, second.email]) {
      const tries: [string, Step[]][] = []
      for (let made = 0; made < TRIES; made++) tries.push(await work({ email, browserId }))
      all.push(tries)
    }
    const [first, ...others] = all
    for (const tries of others) expect(tries).toEqual(first ?? [])
    expect(first?.map(([code]) => code)).toEqual([
      ...Array(5).fill('unauthenticated'),
      ...Array(2).fill('rate_limited'),
    ])
    const verified = first?.map(([, steps]) => steps.filter(step => step === 'bcrypt').length)
    expect(verified).toEqual([1, 1, 1, 1, 1, 0, 0])
  })
}

test('a second factor that is missing or wrong costs no more passwords', async () => {
  const { email, password } = await guarded()
  for (const secondFactor of [undefined, '000000', 'AAAA-BBBB-CCCC-DDDD']) {
    const [code, done] = await work({ email, password, ...(secondFactor && { secondFactor }) })
    expect([code, done.filter(step => step === 'bcrypt')]).toEqual(['second_factor', ['bcrypt']])
  }
})

test('the right password costs one, too', async () => {
  const { email, password } = await api.creator()
  const [code, done] = await work({ email, password })
  expect([code, done.filter(step => step === 'bcrypt')]).toEqual(['in', ['bcrypt']])
})
