import { expect, test } from 'bun:test'
import { gatherNews } from './news.ts'

const PACE = { firstMs: 5, everyMs: 40, afterFailureMs: 5 }
/** By then a question that wants to follow has been asked. */
const AFTER_MS = 3 * PACE.everyMs

/** A server that answers when it is told to. */
function slowServer() {
  const asked: (string[] | 'all')[] = []
  let answer = () => {}
  const hold = (what: string[] | 'all') => {
    asked.push(what)
    return new Promise<void>(resolve => {
      answer = resolve
      next.resolve()
    })
  }
  let next = Promise.withResolvers<void>()
  const news = gatherNews({ all: () => hold('all'), some: hold }, PACE)
  return {
    ...{ asked, news },
    /** Once it is asked the next time. */
    async question() {
      await next.promise
      next = Promise.withResolvers()
    },
    answer: () => answer(),
  }
}

test('a hundred changes are one question, and what comes meanwhile one more', async () => {
  const it = slowServer()
  for (let i = 0; i < 100; i++) it.news.add('a')
  await it.question()
  for (let i = 0; i < 100; i++) it.news.add(i % 2 === 0 ? 'a' : 'b')
  it.answer()
  await it.question()
  it.answer()
  expect(it.asked).toEqual([['a'], ['a', 'b']])
})

test('after a break everything is asked, once', async () => {
  const it = slowServer()
  it.news.add('a')
  it.news.all()
  it.news.all()
  await it.question()
  it.answer()
  await Bun.sleep(AFTER_MS)
  expect(it.asked).toEqual(['all'])
})

test('more than one question holds is a look at everything', async () => {
  const it = slowServer()
  for (let i = 0; i < 51; i++) it.news.add(`video ${i}`)
  await it.question()
  expect(it.asked).toEqual(['all'])
})

test('after a question that failed everything is asked', async () => {
  const asked: string[] = []
  const done = Promise.withResolvers<void>()
  const some = async () => {
    asked.push('some')
    throw new Error('The server is away.')
  }
  const all = async () => {
    asked.push('all')
    done.resolve()
  }
  gatherNews({ all, some }, PACE).add('a')
  await done.promise
  expect(asked).toEqual(['some', 'all'])
})

test('whoever left the page asks no more, also when the last question failed', async () => {
  const asked: string[] = []
  const began = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const ask = (what: string) => {
    asked.push(what)
    began.resolve()
    return answer.promise
  }
  const news = gatherNews({ all: () => ask('all'), some: () => ask('some') }, PACE)
  news.add('a')
  await began.promise
  news.stop()
  answer.reject(new Error('The server is away.'))
  await Bun.sleep(AFTER_MS)
  expect(asked).toEqual(['some'])
})
