import { expect, test } from 'bun:test'
import { inLanes } from './in-lanes.ts'
import { openTurns } from './turns.ts'

/** Hands out what waits, one by one, as a database does: after a while. */
function queueOf<T>(waiting: T[]) {
  let claims = 0
  return {
    waiting,
    claims: () => claims,
    async claim() {
      claims += 1
      await Promise.resolve()
      return waiting.shift() ?? null
    },
  }
}

test('no tenant is in more lanes than they may be, from the very first claim on', async () => {
  const turns = openTurns(2)
  const left = [...'aaaaaaaabb']
  const under: string[] = []
  let mostOfOne = 0
  const claim = () =>
    turns.next(async ({ busy }) => {
      await Promise.resolve()
      const index = left.findIndex(tenant => !busy.includes(tenant))
      return index < 0 ? null : { workspace_id: left.splice(index, 1)[0] ?? '' }
    })
  const work = ({ workspace_id: tenant }: { workspace_id: string }) =>
    turns.during(tenant, async () => {
      under.push(tenant)
      mostOfOne = Math.max(mostOfOne, under.filter(it => it === tenant).length)
      await new Promise(setImmediate)
      under.splice(under.indexOf(tenant), 1)
    })
  await inLanes({ most: 4, claim, work })
  expect(left).toEqual([])
  expect(mostOfOne).toBe(2)
})

test('what comes while one hangs is done as well', async () => {
  const hangs = Promise.withResolvers<void>()
  const queue = queueOf(['slow', 'first'])
  const done: string[] = []
  const work = async (job: string) => {
    if (job === 'slow') await hangs.promise
    else if (job === 'first') queue.waiting.push('came later')
    else hangs.resolve()
    done.push(job)
  }
  await inLanes({ most: 2, claim: queue.claim, work })
  expect(done).toEqual(['first', 'came later', 'slow'])
})

test('the first error ends it, once what was begun is over', async () => {
  const queue = queueOf(['good', 'bad', 'never begun'])
  const goOn = Promise.withResolvers<void>()
  const done: string[] = []
  const work = async (job: string) => {
    if (job === 'bad') {
      goOn.resolve()
      throw new Error('no')
    }
    await goOn.promise
    await Promise.resolve()
    done.push(job)
  }
  await expect(inLanes({ most: 2, claim: queue.claim, work })).rejects.toThrow('no')
  expect(done).toEqual(['good'])
  expect(queue.waiting).toEqual(['never begun'])
})
