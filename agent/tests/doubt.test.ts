import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { largeClip } from './clips.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const channel = await world.connect('youtube')
  await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world.close())

const YOUTUBE_ONLY = { upload_to_instagram: false, upload_to_tiktok: false }

/** Ends in the middle of an upload, with the journal lost. */
async function forgetMidUpload(agent: Agent, seed: string): Promise<void> {
  const program = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  await largeClip(join(world.dir, `${seed}.mp4`), seed, 40_000_000)
  await world.fault('youtube', { method: 'PUT', fault: { kind: 'delay', ms: 60_000 } })
  copyFileSync(join(world.dir, `${seed}.mp4`), join(agent.watchDir, `${seed}.mp4`))
  await agent.until(videos =>
    videos.some(it => it.publications.some(row => row.state === 'uploading')),
  )
  await program.kill()
  await world.clearFaults()
  for (const end of ['', '-wal', '-shm'])
    rmSync(join(agent.home, `journal.db${end}`), { force: true })
}

const isUnknown = (rows: { state: string }[]) => rows.some(row => row.state === 'unknown')

test('an agent that forgot what it sent asks, and sends nothing until one looked', async () => {
  const agent = world.agent({ config: YOUTUBE_ONLY })
  await forgetMidUpload(agent, 'forgotten')
  const again = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  const [video] = await agent.until(videos => videos.some(it => isUnknown(it.publications)))
  expect(video?.publications[0]?.reason).toContain('Look at the channel')
  const before = (await world.ledger('youtube')).publications.length

  expect((await agent.run(['retry', 'forgotten.mp4'])).code).toBe(0)
  await agent.until(videos => videos.some(it => isUnknown(it.publications)))
  expect((await world.ledger('youtube')).publications.length).toBe(before)

  const answer = await agent.run([
    'resolve',
    'forgotten.mp4',
    '--platform',
    'youtube',
    '--not-there',
  ])
  expect(answer.text).toContain('not there')
  await agent.until(videos => videos.some(it => it.state === 'published'))
  expect((await world.ledger('youtube')).publications.length).toBe(before + 1)
  await again.stop()
}, 120_000)

test('what the creator saw at the channel ends the doubt', async () => {
  const agent = world.agent({ config: YOUTUBE_ONLY, apiKey: await world.addDevice('studio') })
  await forgetMidUpload(agent, 'seen')
  const again = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  await agent.until(videos => videos.some(it => isUnknown(it.publications)))
  const before = (await world.ledger('youtube')).publications.length
  const url = 'https://www.youtube.com/watch?v=Ks-_Mh1QhMc'
  const saw = ['resolve', 'seen.mp4', '--platform', 'youtube', '--published', '--url', url]
  expect((await agent.run(saw)).code).toBe(0)
  const [video] = await agent.until(videos => videos.some(it => it.state === 'published'))
  expect(video?.publications[0]?.url).toBe(url)
  expect((await world.ledger('youtube')).publications.length).toBe(before)
  await again.stop()
}, 120_000)
