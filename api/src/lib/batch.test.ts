import { expect, test } from 'bun:test'
import { batching } from './batch.ts'

const doubled = (keys: number[]) => keys.map(key => key * 2)

test('what is asked at the same time goes together, and each gets its own answer', async () => {
  const rounds: number[][] = []
  const ask = batching<number, number>(
    async keys => {
      rounds.push(keys)
      return doubled(keys)
    },
    { mostTogether: 2, mostUnderWay: 5 },
  )
  expect(await Promise.all([1, 2, 3].map(ask))).toEqual([2, 4, 6])
  expect(rounds).toEqual([[1, 2], [3]])
})

test('a question that comes while a round is under way is asked anew', async () => {
  let world = 'before'
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const seen: string[] = []
  const ask = batching<string, string>(
    async keys => {
      const read = world
      seen.push(read)
      if (read === 'before') await held
      return keys.map(() => read)
    },
    { mostTogether: 10, mostUnderWay: 1 },
  )
  const first = ask('a')
  await new Promise(resolve => setImmediate(resolve))
  expect(seen).toEqual(['before'])
  world = 'after'
  const second = ask('a')
  release()
  expect([await first, await second]).toEqual(['before', 'after'])
})

test('a failed round fails those in it alone, and the next begins', async () => {
  let isBroken = true
  const ask = batching<number, number>(
    async keys => {
      if (!isBroken) return doubled(keys)
      isBroken = false
      throw new Error('away')
    },
    { mostTogether: 1, mostUnderWay: 1 },
  )
  const [first, second] = await Promise.allSettled([ask(1), ask(2)])
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
  expect(await ask(3)).toBe(6)
})
