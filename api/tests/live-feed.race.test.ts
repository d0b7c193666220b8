import { afterEach, beforeAll, beforeEach, expect, test } from 'bun:test'
import { ANYTHING } from '../src/lib/id.ts'
import type { LiveFeed } from '../src/outside/live-feed.ts'
import { createLiveFeed } from '../src/outside/live-feed.ts'
import { createLog } from '../src/outside/log.ts'
import { eventually, type RedisDoor, realRedis, redisDoor } from './servers/redis-door.ts'

let door: RedisDoor
let here: LiveFeed
let there: LiveFeed
let workspaceId: string
let watching: AbortController

beforeAll(() => void realRedis())

beforeEach(async () => {
  door = await redisDoor()
  const log = createLog(() => undefined)
  here = await createLiveFeed({ kind: 'redis', url: door.url }, log)
  there = await createLiveFeed({ kind: 'redis', url: door.url }, log)
  workspaceId = crypto.randomUUID()
  watching = new AbortController()
})

afterEach(async () => {
  watching.abort()
  await here.close()
  await there.close()
  await door.close()
})

/** What a watcher of a process has heard so far. */
function heardBy(feed: LiveFeed, id = workspaceId): string[] {
  const heard: string[] = []
  void (async () => {
    const watched = { workspaceId: id, who: 'somebody' }
    for await (const news of feed.subscribe(watched, watching.signal)) if (news) heard.push(news)
  })()
  return heard
}

/** Says it again until it is heard: subscribing takes Redis a moment. */
const reaches = (from: LiveFeed, heard: string[], publicationId: string) =>
  eventually(async () => {
    await from.publish(workspaceId, publicationId)
    return heard.includes(publicationId)
  }, 8000)

test('what happens on one process is heard on another, by its own workspace only', async () => {
  const heard = heardBy(there)
  const strangers = heardBy(there, crypto.randomUUID())
  await reaches(here, heard, 'first')
  expect(strangers).not.toContain('first')
})

test('a process hears its own news once, not again from Redis', async () => {
  const heard = heardBy(here)
  const elsewhere = heardBy(there)
  await reaches(here, elsewhere, 'warm')
  heard.length = 0
  await here.publish(workspaceId, 'once')
  await reaches(there, heard, 'last')
  expect(heard.filter(publicationId => publicationId === 'once')).toEqual(['once'])
})

test('who watches is told to look at everything whenever Redis begins to listen', async () => {
  const heard = heardBy(there)
  const looks = () => heard.filter(about => about === ANYTHING).length
  await eventually(async () => looks() === 1)
  await door.shut()
  // Of what is said now, nobody elsewhere hears a word.
  await here.publish(workspaceId, 'missed')
  expect(looks()).toBe(1)
  await door.open()
  await eventually(async () => looks() > 1)
  expect(heard).not.toContain('missed')
})

test("without Redis a process hears its own news, and everyone's when it is back", async () => {
  const heard = heardBy(here)
  const elsewhere = heardBy(there)
  await reaches(here, elsewhere, 'before')
  await door.shut()
  await here.publish(workspaceId, 'alone')
  await eventually(async () => heard.includes('alone'))
  await door.open()
  await reaches(here, elsewhere, 'after')
})
