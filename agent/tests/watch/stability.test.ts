import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { VideoStatus } from '../../src/status/status.ts'
import { clip, largeClip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'
import { sha256Of } from './room.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' })
  const instagram = await world.connect('instagram')
  await world.rule(instagram, { platform: 'instagram', mode: 'automatic', shareToFeed: true })
})
afterAll(() => world?.close())

const QUICK = ['--quiet', '0.3', '--sweep', '1']
const YOUTUBE_ONLY = { upload_to_tiktok: false, upload_to_instagram: false }
const FREE = Buffer.from([0, 0, 0, 9, 102, 114, 101, 101])

/** x264 signs its first picture; videos with the same pictures and sound would be copies. */
const SIGNATURE = 'H.264/MPEG-4 AVC codec'

/** Whole videos that differ in a byte of their first picture and in their last. */
async function videos(dir: string, seed: string, count: number): Promise<Buffer[]> {
  const bytes = readFileSync(await clip(join(dir, 'made.mp4'), seed))
  const signed = bytes.indexOf(SIGNATURE)
  if (signed < 0) throw new Error('The clip carries no signature of x264.')
  return Array.from({ length: count }, (_, n) => {
    bytes.writeUInt8(65 + n, signed)
    return Buffer.concat([bytes, FREE, Buffer.of(n)])
  })
}

/** What YouTube was given to publish, and how often; everything since the world began. */
async function published(): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { sha256 } of (await world.ledger('youtube')).publications) {
    counts.set(sha256, (counts.get(sha256) ?? 0) + 1)
  }
  return counts
}

const isPublished = (bytes: Uint8Array) => (video: VideoStatus) =>
  video.sha256 === sha256Of(bytes) && video.state === 'published'

test('however a file comes to lie there, only its whole is published, and once', async () => {
  const before = await published()
  const agent = world.agent({ config: YOUTUBE_ONLY })
  const at = (name: string) => join(agent.watchDir, name)
  const [slow, stalled, reserved, renamed, over, under] = await videos(agent.home, 'corpus', 6)
  if (!slow || !stalled || !reserved || !renamed || !over || !under) throw new Error('six')
  const half = (bytes: Buffer) => Math.floor(bytes.length / 2)
  const running = agent.start('watch', ...QUICK)
  await running.line(line => line.startsWith('Watching'))

  writeFileSync(at('stalled.mp4'), stalled.subarray(0, half(stalled)))
  writeFileSync(at('renamed.mp4.part'), renamed.subarray(0, half(renamed)))
  writeFileSync(at('over.mp4'), under)
  const file = openSync(at('reserved.mp4'), 'w')
  ftruncateSync(file, reserved.length)
  writeSync(file, reserved, 0, half(reserved), 0)
  await running.line(line => line.includes('stalled.mp4') && line.includes('not complete'))
  for (let part = 0; part < 10; part += 1) {
    const from = Math.floor((slow.length * part) / 10)
    appendFileSync(at('slow.mp4'), slow.subarray(from, (slow.length * (part + 1)) / 10))
    await agent.status()
  }
  await agent.until(all => all.some(isPublished(under)))
  const parts = [...(await published()).keys()].filter(hash => !before.has(hash))
  expect(parts.filter(hash => ![slow, under].map(sha256Of).includes(hash))).toEqual([])

  appendFileSync(at('stalled.mp4'), stalled.subarray(half(stalled)))
  writeSync(file, reserved, half(reserved), reserved.length - half(reserved), half(reserved))
  closeSync(file)
  appendFileSync(at('renamed.mp4.part'), renamed.subarray(half(renamed)))
  renameSync(at('renamed.mp4.part'), at('renamed.mp4'))
  writeFileSync(at('over.mp4'), over)
  const all = [slow, stalled, reserved, renamed, over, under]
  await agent.until(now => all.every(bytes => now.some(isPublished(bytes))))
  await running.stop()

  const after = [...(await published())].filter(([hash]) => !before.has(hash))
  expect(new Map(after)).toEqual(new Map(all.map(bytes => [sha256Of(bytes), 1])))
  for (const bytes of all) {
    const moved = readdirSync(agent.processedDir).map(name => join(agent.processedDir, name))
    expect(moved.some(path => sha256Of(readFileSync(path)) === sha256Of(bytes))).toBe(true)
  }
})

test('a file that is cut or taken away while it is sent publishes nothing', async () => {
  const agent = world.agent({ config: YOUTUBE_ONLY })
  const held = { method: 'PUT', after: 1, times: 1, fault: { kind: 'delay', ms: 6000 } }
  for (const [name, change] of [
    ['cut.mp4', (path: string) => truncateSync(path, 20_000_000)],
    ['gone.mp4', (path: string) => rmSync(path)],
  ] as const) {
    const path = await largeClip(join(agent.watchDir, name), name, 40_000_000)
    const hash = sha256Of(readFileSync(path))
    await world.fault('youtube', held)
    const running = agent.start('watch', ...QUICK)
    const isSent = (it: VideoStatus) => it.sha256 === hash && (it.publications[0]?.percent ?? 0) > 0
    await agent.until(all => all.some(isSent))
    change(path)
    const isSaid = (it: VideoStatus) =>
      it.sha256 === hash && /changed|no longer/.test(it.publications[0]?.reason ?? '')
    await agent.until(all => all.some(isSaid))
    await running.stop()
    await world.clearFaults()
    expect((await published()).get(hash)).toBeUndefined()
  }
})

test('each folder has its own platforms, visibility and place for what is finished', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false, subfolders: true } })
  const shorts = join(agent.home, 'shorts')
  const config = JSON.parse(readFileSync(join(agent.home, 'config.json'), 'utf8'))
  const folder = {
    path: shorts,
    platforms: ['youtube'],
    visibility: 'private',
    processed_dir: null,
  }
  const changed = { ...config, watch_folders: [folder] }
  writeFileSync(join(agent.home, 'config.json'), JSON.stringify(changed))
  mkdirSync(join(agent.watchDir, '2026'))
  mkdirSync(shorts)
  const [here, there] = await videos(agent.home, 'folders', 2)
  if (!here || !there) throw new Error('two')
  writeFileSync(join(agent.watchDir, '2026', 'here.mp4'), here)
  writeFileSync(join(shorts, 'there.mp4'), there)
  const { code } = await agent.run(['watch', '--until-done', ...QUICK])
  expect(code).toBe(0)

  const on = async (platform: 'youtube' | 'instagram', bytes: Buffer) =>
    (await world.ledger(platform)).publications.filter(it => it.sha256 === sha256Of(bytes))
  expect(await on('youtube', here)).toMatchObject([{ privacy: 'unlisted' }])
  expect(await on('youtube', there)).toMatchObject([{ privacy: 'private' }])
  expect(await on('instagram', here)).toHaveLength(1)
  expect(await on('instagram', there)).toHaveLength(0)
  expect(readdirSync(join(agent.processedDir, '2026'))).toEqual(['here.mp4'])
  expect(readdirSync(shorts)).toEqual(['there.mp4'])
})

test('two agents on one folder, and a third with the same bytes, publish once', async () => {
  const first = world.agent({ config: YOUTUBE_ONLY })
  const shared = { watch_dir: first.watchDir, processed_dir: first.processedDir }
  const device = async (name: string) => ({ apiKey: await world.addDevice(name) })
  const second = world.agent({
    ...(await device('second')),
    config: { ...YOUTUBE_ONLY, ...shared },
  })
  const third = world.agent({ ...(await device('third')), config: YOUTUBE_ONLY })
  const all = await videos(first.home, 'shared', 3)
  let counts = new Map<string, number>()
  for (const [n, bytes] of all.entries()) {
    writeFileSync(join(first.watchDir, `${n}.mp4`), bytes)
    copyFileSync(join(first.watchDir, `${n}.mp4`), join(third.watchDir, `other ${n}.mp4`))
  }
  const running = [first, second, third].map(agent => agent.start('watch', ...QUICK))
  const hashes = all.map(sha256Of)
  const isHeard = (now: VideoStatus[]) =>
    hashes.every(hash =>
      now
        .find(video => video.sha256 === hash)
        ?.publications.some(it => it.state === 'published' || it.code === 'held_elsewhere'),
    )
  await third.until(isHeard)
  // Whoever has it publishes it; the others would ask again in a minute.
  while (!hashes.every(hash => counts.has(hash))) counts = await published()
  await Promise.all(running.map(program => program.stop()))
  counts = await published()
  expect(hashes.map(hash => counts.get(hash))).toEqual([1, 1, 1])
})
