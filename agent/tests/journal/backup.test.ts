import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { openJournal } from '../../src/journal/journal.ts'
import type { VideoStatus } from '../../src/status/status.ts'
import { largeClip } from '../clips.ts'
import { type Agent, startWorld, type World } from '../world.ts'

setDefaultTimeout(180_000)

let world: World
let channel: Connection
beforeAll(async () => {
  world = await startWorld()
  channel = await world.connect('youtube')
  await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterEach(() => world.clearFaults())
afterAll(() => world?.close())

const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']

const sessionsBegun = async () =>
  (await world.ledger('youtube')).requests.filter(
    ({ method, path }) => method === 'POST' && path.includes('/upload/youtube'),
  ).length

/** Holds everything back that would ask the platform, so that no upload is begun. */
function leaveAlone(agent: Agent, untilMs: number): void {
  const journal = openJournal(agent.home)
  journal.db
    .query('insert or replace into breaker (connection_id, failures, open_until) values (?, 5, ?)')
    .run(channel.id, untilMs)
  journal.db.run('update publication set next_at = 0')
  journal.close()
}

/** An agent whose journal was copied away when its video was reserved and not yet begun. */
async function backedUp(name: string): Promise<{ agent: Agent; restore(): void }> {
  const config = { upload_to_instagram: false, upload_to_tiktok: false }
  const agent = world.agent({ config, apiKey: await world.addDevice(name) })
  await largeClip(join(agent.watchDir, `${name}.mp4`), name, 20_000_000)
  leaveAlone(agent, Date.now() + 600_000)
  const program = agent.start(...WATCH)
  await agent.until(([video]) => video?.publications[0]?.code === 'platform_down')
  await program.stop()
  leaveAlone(agent, 1)
  const journal = join(agent.home, 'journal.db')
  copyFileSync(journal, join(agent.home, 'backup'))
  const restore = () => {
    for (const end of ['-wal', '-shm']) rmSync(`${journal}${end}`, { force: true })
    copyFileSync(join(agent.home, 'backup'), journal)
    const processed = join(agent.processedDir, `${name}.mp4`)
    if (existsSync(processed)) renameSync(processed, join(agent.watchDir, `${name}.mp4`))
  }
  return { agent, restore }
}

/** What becomes of a video that is cancelled before the agent has looked at anything. */
async function cancelled(agent: Agent, name: string): Promise<VideoStatus | undefined> {
  expect((await agent.run(['cancel', name])).code).toBe(0)
  await agent.run([...WATCH, '--until-done'])
  return (await agent.status()).videos[0]
}

test('a journal from before its video was published learns that, and sends nothing', async () => {
  const { agent, restore } = await backedUp('published')
  expect((await agent.run([...WATCH, '--until-done'])).code).toBe(0)
  const begun = await sessionsBegun()
  restore()
  expect((await agent.status()).videos[0]?.publications[0]?.state).toBe('reserved')

  expect((await agent.run([...WATCH, '--until-done'])).code).toBe(0)
  const [video] = (await agent.status()).videos
  expect(video?.state).toBe('published')
  expect(video?.publications[0]?.reason).toBe('It was published there before.')
  expect(await sessionsBegun()).toBe(begun)

  restore()
  expect(await cancelled(agent, 'published.mp4')).toMatchObject({
    state: 'published',
    publications: [{ reason: 'It was published there before.' }],
  })
})

test('a journal from before an upload that broke off asks, and sends nothing', async () => {
  const { agent, restore } = await backedUp('begun')
  await world.fault('youtube', { method: 'PUT', fault: { kind: 'delay', ms: 60_000 }, times: 1 })
  const program = agent.start(...WATCH)
  await agent.until(([video]) => video?.publications[0]?.state === 'uploading')
  await program.kill()
  const begun = await sessionsBegun()
  restore()

  expect((await agent.run([...WATCH, '--until-done'])).code).toBe(1)
  const [row] = (await agent.status()).videos[0]?.publications ?? []
  expect(row?.state).toBe('unknown')
  expect(row?.reason).toContain('Look at the channel')
  expect(await sessionsBegun()).toBe(begun)

  restore()
  expect(await cancelled(agent, 'begun.mp4')).toMatchObject({
    ...{ state: 'failed', code: 'cancelled' },
    publications: [{ state: 'unknown' }],
  })
  expect(await sessionsBegun()).toBe(begun)
})
