import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { VideoStatus } from '../src/status/status.ts'
import { clip } from './clips.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())

const untilDone = (agent: Agent) =>
  agent.run(['watch', '--until-done', '--quiet', '0.2', '--sweep', '1'])
const named = (videos: VideoStatus[], file: string) => videos.find(video => video.file === file)
const published = async () => (await world.ledger('youtube')).publications.map(it => it.sha256)

test('what is no finished video is never uploaded, and its reason is shown', async () => {
  const agent = world.agent()
  const at = (name: string) => join(agent.watchDir, name)
  const whole = readFileSync(await clip(join(agent.home, 'whole.mp4'), 'half'))
  writeFileSync(at('text.mp4'), 'This is a text that somebody named .mp4.\n'.repeat(50))
  writeFileSync(at('empty.mp4'), '')
  writeFileSync(at('half.mp4'), whole.subarray(0, Math.floor(whole.length * 0.6)))
  writeFileSync(at('copying.mp4.part'), whole)
  writeFileSync(at('notes.txt'), 'hello')
  writeFileSync(at('.DS_Store'), 'litter')
  writeFileSync(at('sound.mkv'), 'no matroska')
  mkdirSync(at('folder.mp4'))
  symlinkSync(join(agent.home, 'whole.mp4'), at('link.mp4'))
  await Bun.$`mkfifo ${at('pipe.mp4')}`
  expect((await untilDone(agent)).code).toBe(1)

  const { videos } = await agent.status()
  const reasons = Object.fromEntries(videos.map(video => [video.file, video.reason ?? '']))
  expect(reasons['text.mp4']).toContain('not one')
  expect(reasons['empty.mp4']).toContain('empty')
  expect(reasons['half.mp4']).toContain('not complete')
  expect(reasons['copying.mp4.part']).toContain('temporary')
  expect(reasons['notes.txt']).toContain('.txt')
  expect(reasons['sound.mkv']).toContain('not a video')
  expect(reasons['folder.mp4']).toContain('folder')
  expect(reasons['link.mp4']).toContain('link')
  expect(reasons['pipe.mp4']).toContain('pipe')
  expect(Object.keys(reasons)).not.toContain('.DS_Store')
  expect(videos.every(video => video.state === 'held')).toBe(true)
  expect(await published()).toEqual([])
})

test('a half-copied video is published, whole and once, when the copy goes on', async () => {
  const agent = world.agent()
  const whole = readFileSync(await clip(join(agent.home, 'whole.mp4'), 'goes on'))
  const path = join(agent.watchDir, 'slow.mp4')
  const part = Math.floor(whole.length * 0.6)
  writeFileSync(path, whole.subarray(0, part))
  const running = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  await running.line(line => line.includes('not complete'))
  appendFileSync(path, whole.subarray(part))
  await running.line(line => line.includes('published'))
  await running.stop()
  const hash = new Bun.CryptoHasher('sha256').update(whole).digest('hex')
  expect((await published()).filter(it => it === hash)).toHaveLength(1)
})

test('any name that a file system allows is published and moved', async () => {
  const agent = world.agent()
  const names = [
    '-rf.mp4',
    'two\nlines.mp4',
    'emoji 🎬🏽.mp4',
    `${'n'.repeat(251)}.mp4`,
    'CON.MP4',
    'quote\'s "and" $(touch x) %00.mp4',
  ]
  const video = readFileSync(await clip(join(agent.home, 'named.mp4'), 'names'))
  const free = (seed: number) => Buffer.from([0, 0, 0, 9, 102, 114, 101, 101, seed])
  for (const [seed, name] of names.entries()) {
    writeFileSync(join(agent.watchDir, name), Buffer.concat([video, free(seed)]))
  }
  const { code, text } = await untilDone(agent)
  expect(text).not.toContain('two\nlines')
  const { videos } = await agent.status()
  expect(videos.map(it => [it.file, it.state]).toSorted()).toEqual(
    names.map(name => [name, 'published']).toSorted(),
  )
  expect(code).toBe(0)
})

test('a file that may not be read is shown, and published once it may', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.watchDir, 'locked.mp4'), 'locked')
  chmodSync(path, 0)
  // Root may read everything, so there the file is simply published.
  const isRoot = process.getuid?.() === 0
  await untilDone(agent)
  if (!isRoot) {
    expect(named((await agent.status()).videos, 'locked.mp4')?.state).toBe('held')
    chmodSync(path, 0o600)
    await untilDone(agent)
  }
  expect(named((await agent.status()).videos, 'locked.mp4')?.state).toBe('published')
})

test('a file of the same name in the processed folder is never overwritten', async () => {
  const agent = world.agent()
  mkdirSync(agent.processedDir)
  writeFileSync(join(agent.processedDir, 'same.mp4'), 'mine')
  await clip(join(agent.watchDir, 'same.mp4'), 'same name')
  expect((await untilDone(agent)).code).toBe(0)
  expect(readFileSync(join(agent.processedDir, 'same.mp4'), 'utf8')).toBe('mine')
  expect(readFileSync(join(agent.processedDir, 'same (2).mp4')).length).toBeGreaterThan(1000)
})
