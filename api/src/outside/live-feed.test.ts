import { expect, test } from 'bun:test'
import { createLiveFeed, MOST_STREAMS } from './live-feed.ts'
import { createLog } from './log.ts'

const w = { workspaceId: 'w', who: 'somebody' }
const feedInMemory = () =>
  createLiveFeed(
    { kind: 'memory' },
    createLog(() => undefined),
  )

test('a slow watcher hears of each changed publication once, and misses none', async () => {
  const feed = await feedInMemory()
  const watching = new AbortController()
  const news = feed.subscribe(w, watching.signal)[Symbol.asyncIterator]()
  for (let i = 0; i < 1000; i++) await feed.publish('w', i % 2 ? 'a' : 'b')
  expect((await news.next()).value).toBe('b')
  expect((await news.next()).value).toBe('a')
  const quiet = news.next()
  watching.abort()
  expect((await quiet).done).toBe(true)
})

test('watching ends with its signal, also when it began before', async () => {
  const feed = await feedInMemory()
  const heard: (string | null)[] = []
  for await (const id of feed.subscribe(w, AbortSignal.abort())) heard.push(id)
  expect(heard).toEqual([])
})

test('closing ends every watcher', async () => {
  const feed = await feedInMemory()
  const news = feed.subscribe(w, new AbortController().signal)[Symbol.asyncIterator]()
  const waiting = news.next()
  await feed.close()
  expect((await waiting).done).toBe(true)
})

test('one person has ten streams and no more, until one of them ends', async () => {
  const feed = await feedInMemory()
  const ends = Array.from({ length: MOST_STREAMS }, () => new AbortController())
  for (const { signal } of ends) feed.subscribe(w, signal)
  const one = () => feed.subscribe(w, new AbortController().signal)
  expect(one).toThrow('no more are kept up to date')
  feed.subscribe({ ...w, who: 'somebody else' }, new AbortController().signal)
  ends[0]?.abort()
  ends[0]?.abort()
  one()
  expect(one).toThrow()
  await feed.close()
})
