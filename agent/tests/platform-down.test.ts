import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { openJournal } from '../src/journal/journal.ts'
import { clip } from './clips.ts'
import { startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' })
})
afterAll(() => world?.close())

const QUICK = ['--quiet', '0.2', '--sweep', '1']

test('a platform that only fails is left alone for a pause, and then goes on', async () => {
  const agent = world.agent()
  for (const name of ['one', 'two', 'three']) await clip(join(agent.watchDir, `${name}.mp4`), name)
  const fault = { kind: 'status', status: 503, headers: { 'retry-after': '0' } }
  const path = '/upload/youtube/v3/videos'
  await world.fault('youtube', { method: 'POST', path, times: 1000, fault })
  const running = agent.start('watch', ...QUICK)
  const held = await agent.until(
    videos =>
      videos.length === 3 &&
      videos.every(({ publications: [it] }) => it?.code === 'platform_down' && it.nextTryAt),
  )
  await running.stop()
  expect(held[0]?.publications[0]?.reason).toContain('YouTube fails again and again')
  const { requests } = await world.ledger('youtube')
  const tries = requests.filter(it => it.method === 'POST' && it.path.includes(path))
  // Two may be under way at once.
  expect(tries.length).toBeGreaterThanOrEqual(5)
  expect(tries.length).toBeLessThanOrEqual(6)

  await world.clearFaults()
  const journal = openJournal(agent.home)
  journal.db.run('update breaker set open_until = 1')
  journal.db.run('update publication set next_at = 1')
  journal.close()
  expect((await agent.run(['watch', '--until-done', ...QUICK])).code).toBe(0)
  expect((await world.ledger('youtube')).publications).toHaveLength(3)
})
