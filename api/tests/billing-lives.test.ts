import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { reconcileCustomers } from '../src/billing/sync/reconcile-customers.ts'
import { sweepMessages } from '../src/billing/sync/sweep-messages.ts'
import { HOUR_MS } from '../src/lib/time.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import { isLong, proved, seed } from './long-run.ts'
import type { Life } from './stripe/billing-life.ts'
import { aYearGoesBy, booksOf, liveOn, STEPS, truthOf, unfinished } from './stripe/billing-life.ts'
import { deliver, signatureOf } from './stripe/stripe-messages.ts'
import { type StripeProxy, startWorld, stripeProxy } from './stripe/stripe-world.ts'

const FOLLOWERS = 50
const LIVES = isLong ? 40 : 2
const LONGEST_MS = isLong ? HOUR_MS : 240_000

const never = new AbortController().signal
let proxy: StripeProxy
let api: TestApi
let now = new Date()

beforeAll(async () => {
  proxy = stripeProxy('http://127.0.0.1:1')
  const env = { SANDBOX_ORIGINS: `stripe=${proxy.origin}` }
  api = await startApi({ env, now: () => now })
}, START_MS)
afterAll(async () => {
  await api?.close()
  await proxy?.close()
})

/** What becomes of each message on its way to one workspace: how late, how often, or never. */
interface Post {
  copies: number
  stepsLate: number
}
const post: fc.Arbitrary<Post> = fc.record({
  copies: fc.constantFrom(0, 1, 1, 1, 2, 3),
  stepsLate: fc.constantFrom(0, 0, 0, 1, 2, 5, 99),
})
/** One workspace's post; cut off altogether at times, or for all but one message. */
const way = fc.record({
  posts: fc.array(post, { minLength: 30, maxLength: 30 }),
  order: fc.nat(),
  only: fc.option(fc.nat({ max: 40 }), { freq: 9 }),
})
type Way = typeof way extends fc.Arbitrary<infer T> ? T : never

interface Follower extends Way {
  workspaceId: string
  customerId: string
  waiting: { at: number; event: object }[]
  seen: number
}

async function follow(life: Life, ways: readonly Way[]): Promise<Follower[]> {
  const made = ways.map(async (one, index) => {
    const workspaceId = crypto.randomUUID()
    const customerId = `${life.customerId}__${index}`
    await api.db
      .insertInto('workspace')
      .values({ workspace_id: workspaceId, name: 'A life' })
      .execute()
    const row = { workspace_id: workspaceId, customer_id: customerId }
    await api.db.insertInto('billing').values(row).execute()
    return { ...one, workspaceId, customerId, waiting: [], seen: 0 }
  })
  return Promise.all(made)
}

/** A life in a world of its own, which would else fill up with the lives of others. */
async function inWorld(live: (life: Life) => Promise<void>): Promise<void> {
  const world = await startWorld()
  try {
    // The time to pay runs out before Stripe gives up.
    await world.set({ retryDays: [5, 10, 20] })
    proxy.target = world.origin
    await live(await liveOn(world))
  } finally {
    await world.close()
  }
}

/** Puts what is new into each one's post, and delivers what is due, in an order of chance. */
async function carry(life: Life, followers: readonly Follower[], step: number): Promise<void> {
  const events = await life.world.eventsOf(life.customerId)
  const sendings: Promise<number>[] = []
  for (const it of followers) {
    for (const [index, event] of events.entries()) {
      if (index < it.seen) continue
      const { copies, stepsLate } = it.posts[index % it.posts.length] ?? { copies: 1, stepsLate: 0 }
      const isCut = it.only !== null && it.only !== index
      const own = JSON.parse(
        JSON.stringify({ ...event, id: `${event.id}__${it.customerId}` }).replaceAll(
          `"${life.customerId}"`,
          `"${it.customerId}"`,
        ),
      )
      const sent = Array.from({ length: isCut ? 0 : copies }, () => ({
        at: step + stepsLate,
        event: own,
      }))
      it.waiting.push(...sent)
    }
    it.seen = events.length
    const due = it.waiting.filter(({ at }) => at <= step)
    it.waiting = it.waiting.filter(({ at }) => at > step)
    const turned = due.map((_, index) => due[(index * 7 + it.order) % due.length] ?? due[index])
    for (const one of turned) if (one) sendings.push(send(one.event))
  }
  expect(new Set(await Promise.all(sendings))).toEqual(new Set(sendings.length > 0 ? [200] : []))
}

const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)

/** One life, followed by many workspaces: each ends as Stripe has it, and stays so. */
async function tell(life: Life, { waysSeed, steps }: { waysSeed: number; steps: number }) {
  now = life.now
  const followers = await follow(life, fc.sample(way, { numRuns: FOLLOWERS, seed: waysSeed }))
  for (let step = 0; step < steps; step++) {
    // A nightly look comes before a year has gone by, in which payments are no news any more.
    if (STEPS[step] === aYearGoesBy) await reconcileCustomers(api.deps, never)
    await STEPS[step]?.(life)
    now = life.now
    await carry(life, followers, step)
    await unfinished(api)
  }
  await sweepMessages(api.deps, never)
  await reconcileCustomers(api.deps, never)
  const truth = await truthOf(life.world, life)
  const books = () => Promise.all(followers.map(it => booksOf(api.db, it.workspaceId)))
  const ours = await books()
  for (const one of ours) expect(one.is).toEqual(truth)
  for (const one of ours) expect(one.faults).toEqual([])
  await reconcileCustomers(api.deps, never)
  expect(await books()).toEqual(ours)
  const ids = followers.map(it => it.workspaceId)
  await api.db.deleteFrom('workspace').where('workspace_id', 'in', ids).execute()
  return ours
}

function send(event: object): Promise<number> {
  const body = JSON.stringify(event)
  return deliver(api, body, { 'Stripe-Signature': signatureOf(body, { at: now }) })
}

test(
  `${LIVES * FOLLOWERS} lives told in every order, with copies and gaps, end as they are`,
  async () => {
    let lives = 0
    const seen = { changes: 0, failures: 0 }
    const length = fc.integer({ min: 6, max: STEPS.length })
    await fc.assert(
      fc.asyncProperty(fc.nat(), length, (waysSeed, steps) =>
        inWorld(async life => {
          const ours = await tell(life, { waysSeed, steps })
          seen.changes += sum(ours.map(books => books.changes))
          seen.failures += sum(ours.map(books => books.failures))
          lives += 1
        }),
      ),
      { numRuns: LIVES, seed, endOnFailure: true },
    )
    // A post that never brought anything in time would prove nothing.
    expect(seen.changes).toBeGreaterThan(lives * FOLLOWERS)
    expect(seen.failures).toBeGreaterThan(0)
    const { open } = await unfinished(api)
    expect(open).toBe(0)
    proved(`billing: ${lives * FOLLOWERS} permutations of a life in ${STEPS.length} steps`)
  },
  LONGEST_MS,
)
