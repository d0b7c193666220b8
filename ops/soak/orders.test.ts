import { expect, setDefaultTimeout, test } from 'bun:test'
import { runOrders } from './orders.ts'
import { compare, type Read } from './orders-oracle.ts'
import { inClips, inWorld } from './session.ts'

setDefaultTimeout(300_000)

const SEED = 20261129
const never = new AbortController().signal

test(`30 orders, 8 kills: each is done once or refused, in order (seed ${SEED})`, async () => {
  const run = { orders: 30, kills: 8, seed: SEED, restMs: 90_000, signal: never }
  const outcome = await inClips(clips =>
    inWorld({ seed: SEED }, world => runOrders(world, { ...run, clips })),
  )
  expect(outcome.violations).toEqual([])
  // The one that held everything back counts, too.
  expect(outcome.orders).toBe(31)
  expect(outcome.done).toBeGreaterThan(10)
  expect(outcome.refused).toBeGreaterThan(0)
  const killed = Object.values(outcome.kills).reduce((sum, count) => sum + count, 0)
  expect(killed).toBe(8)
})

test('what is doubled, lost or out of order is noticed', () => {
  const order = (seq: number, atMs: number) => ({
    ...{ order_id: `o${seq}`, seq, sha256: 'a', state: 'done', reason: null },
    wish: { kind: 'cover', atMs } as const,
  })
  const change = (ms: number) => ({ sha256: 'a', field: 'cover_ms', value: String(ms) })
  const answer = (seq: number) => ({ order_id: `o${seq}`, state: 'done', reason: null })
  const read: Read = {
    orders: [order(1, 10), order(2, 20)],
    answers: [answer(1), answer(2)],
    changes: [change(10), change(20)],
    ...{ open: 0, untold: 0 },
  }
  const says = (it: Partial<Read>) => compare({ ...read, ...it }, []).map(({ order }) => order)
  expect(says({})).toEqual([])
  expect(says({ changes: [change(20), change(10)] })).toEqual(['o1'])
  expect(says({ changes: [change(10), change(10), change(20)] })).toEqual(['o2'])
  expect(says({ changes: [change(10)] })).toEqual(['o2'])
  expect(says({ answers: [answer(1)] })).toEqual(['o2'])
  expect(compare(read, ['the agent ended by itself'])).toHaveLength(1)
})
