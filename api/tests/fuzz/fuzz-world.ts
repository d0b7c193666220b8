/** An api with something of everything in it, which can be asked anything. */
import fc from 'fast-check'
import { PLATFORMS } from '../../contract/index.ts'
import type { Creator, TestApi } from '../harness.ts'
import { startApi } from '../harness.ts'
import { reservationFor } from '../publishing.ts'
import { startWorld } from '../stripe/stripe-world.ts'
import { unlimited } from '../unlimited.ts'
import type { Got, Operation, Sent } from './fuzz-operations.ts'
import { admitted, problemSchema, sent } from './fuzz-operations.ts'
import type { Known } from './fuzz-values.ts'

/** How many inputs each operation is to take; twice as many are to be refused. */
export const runs = Number(process.env.FUZZ_RUNS ?? 6)
export const LONG_MS = 20_000 + runs * 3000

export interface FuzzWorld {
  api: TestApi
  creator: Creator
  /** How many calls were made. */
  calls: number
  /** What is asked of some fields beyond what JSON Schema can say. */
  known: Known
  /** Asks, and throws when the answer is not as described or not as it should be. */
  asked(operation: Operation, input: Sent, isMeant: (got: Got) => boolean): Promise<void>
  close(): Promise<void>
}

// Nobody is called there: only what is done here is looked at.
const NOWHERE = PLATFORMS.map(name => `${name}=http://127.0.0.1:9`)

export async function fuzzWorld(more: Known = {}): Promise<FuzzWorld> {
  const stripe = await startWorld()
  const origins = [...NOWHERE, `stripe=${stripe.origin}`]
  const env = { SANDBOX_ORIGINS: origins.join(',') }
  const api = await startApi({ limits: await unlimited(), env })
  const creator = await api.creator({ plan: 'enterprise' })
  const passes: Record<string, Record<string, string>> = {}
  const world: FuzzWorld = {
    ...{ api, creator, calls: 0, known: { ...(await knownTo(api, creator)), ...more } },
    async asked(operation, input, isMeant) {
      const { name } = operation
      const ask = async (): Promise<Got> => {
        world.calls += 1
        passes[name] ??= await admitted(api, operation, creator.workspaceId)
        return sent(api, operation, { ...input, headers: { ...passes[name], ...input.headers } })
      }
      let got = await ask()
      if (isNotLetIn(operation, got)) {
        // Who signed out or left with the call before this one; once more as somebody new.
        delete passes[name]
        got = await ask()
      }
      const faults = faultsOf(api, operation, got)
      if (isNotLetIn(operation, got)) faults.push('nobody was let in')
      if (!isMeant(got)) faults.push(`it answered ${got.status} ${JSON.stringify(got.body)}`)
      if (faults.length > 0) throw new Error(faults.join('; '))
    },
    async close() {
      await api.close()
      await stripe.close()
    },
  }
  return world
}

const isNotLetIn = ({ procedure }: Operation, { status, body }: Got) =>
  procedure.access !== 'open' && status === 401 && codeOf(body) === 'unauthenticated'

export const codeOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined

/** What is wrong with an answer, whoever asked for it; nothing when it is as described. */
function faultsOf(api: TestApi, operation: Operation, { status, type, body }: Got): string[] {
  const { statuses, success, door } = operation
  const isFine = status === 200
  const parsed = (isFine ? success : problemSchema(api)).safeParse(body)
  const wanted = isFine || door === 'trpc' ? 'application/json' : 'application/problem+json'
  return [
    ...(status >= 500 ? ['it broke'] : []),
    ...(statuses.includes(String(status)) ? [] : [`nothing says that it answers ${status}`]),
    ...(parsed.success ? [] : [`the answer is not as described: ${parsed.error.message}`]),
    ...(type.startsWith(wanted) ? [] : [`it is called ${type}`]),
  ]
}

const words = (least: number, most: number) =>
  fc
    .stringMatching(new RegExp(`^[a-zA-Z0-9 ,.é日😀]{${least},${most}}$`, 'u'))
    .map(text => `a${text}`)
const oneOf = (id: string) => fc.oneof(fc.constant(id), fc.uuid({ version: 4 }))

async function knownTo(api: TestApi, creator: Creator): Promise<Known> {
  const connection = await api.connectionFor(creator, 'youtube')
  const { reserve } = creator.key.publication
  const { publicationId } = await reserve.mutate(reservationFor(connection))
  await reserve.mutate(reservationFor(connection))
  const { nextCursor } = await creator.key.analytics.videos.query({ limit: 1 })
  return {
    cursor: fc.constant(nextCursor ?? ''),
    email: fc
      .emailAddress({ size: 'small' })
      .filter(email => /^[\w.]+@[a-z0-9-.]+\.[a-z]+$/.test(email)),
    password: words(12, 60),
    connectionId: oneOf(connection.id),
    publicationId: oneOf(publicationId),
    url: fc.oneof(fc.constant(null), fc.webUrl({ size: 'small' })),
    local: fc.constant('2126-12-24T18:00'),
    timeZone: fc.constant('Europe/Berlin'),
    title: words(1, 60),
    description: words(0, 200),
    caption: words(0, 200),
    tags: fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 5 }),
  }
}
