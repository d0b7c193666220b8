import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '@content/api/contract'
import type { PublicationStatus, VideoStatus } from '../src/status/status.ts'
import { clip, tinyClip, wideClip } from './clips.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' })
  const instagram = await world.connect('instagram')
  await world.rule(instagram, { platform: 'instagram', mode: 'automatic', shareToFeed: true })
  await world.connect('tiktok')
})
afterAll(() => world?.close())

const QUICK = ['--until-done', '--quiet', '0.2', '--sweep', '1']
const sha256 = (path: string) =>
  new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')
const on = (video: VideoStatus | undefined, platform: Platform) =>
  video?.publications.find(it => it.platform === platform)

async function received(platform: Platform, it: PublicationStatus | undefined) {
  const { publications } = await world.ledger(platform)
  return publications.find(({ remoteId }) => remoteId === it?.remoteId)?.sha256
}

/** Every prepared file of this agent. */
function renditions({ home }: Agent): string[] {
  const root = join(home, 'renditions')
  const inside = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return inside.filter(name => name.endsWith('.mp4')).map(name => join(root, name))
}

test('preparing is watched by everyone who waits, and names the bytes that arrive', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false } })
  await wideClip(join(agent.watchDir, 'wide.mkv'), { size: '1280x720', seconds: 12 })
  const { code, text } = await agent.run(['--json', 'watch', ...QUICK])
  expect(code).toBe(0)
  const seen = text.split('\n').map(line => JSON.parse(line) as VideoStatus)
  const preparing = seen.filter(video =>
    video.publications.some(it => it.state === 'planned' && it.percent > 0),
  )
  expect(preparing.length).toBeGreaterThan(0)
  const last = seen.at(-1)
  for (const platform of ['youtube', 'instagram'] as const) {
    const it = on(last, platform)
    expect(it?.renditionSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await received(platform, it)).toBe(it?.renditionSha256 ?? '')
  }
  expect(on(last, 'youtube')?.renditionSha256).toBe(last?.sha256 ?? '')
  expect(on(last, 'instagram')?.renditionSha256).not.toBe(last?.sha256)
})

test('where a phone was stays on this disk, and no other byte is another', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false } })
  const path = await tinyClip(join(agent.home, 'phone.mp4'))
  const film = readFileSync(path)
  const words = Buffer.from(
    '\0\0\0\0uuid0123456789abcdef<exif:GPSLatitude>48,12N</exif:GPSLatitude>',
  )
  words.writeUInt32BE(words.length)
  const bytes = Buffer.concat([film, words])
  writeFileSync(join(agent.watchDir, 'PHONE.MOV'), bytes)
  expect((await agent.run(['watch', ...QUICK])).code).toBe(0)
  const [video] = (await agent.status()).videos
  for (const type of ['udta', 'uuid']) {
    const at = bytes.lastIndexOf(type)
    bytes.write('free', at, 'latin1')
    bytes.fill(0, at + 4, at - 4 + bytes.readUInt32BE(at - 4))
  }
  const wanted = new Bun.CryptoHasher('sha256').update(bytes).digest('hex')
  for (const platform of ['youtube', 'instagram'] as const) {
    const it = on(video, platform)
    expect(it?.renditionSha256).toBe(wanted)
    expect(await received(platform, it)).toBe(wanted)
  }
})

test('a prepared file that was changed on disk is never sent', async () => {
  const agent = world.agent({ config: { upload_to_youtube: false, upload_to_instagram: false } })
  await wideClip(join(agent.watchDir, 'touched.mkv'))
  expect((await agent.run(['watch', ...QUICK])).code).toBe(3)
  const [path = ''] = renditions(agent)
  appendFileSync(path, 'not what was prepared')
  const touched = sha256(path)
  const approve = ['approve', 'touched.mkv', '--platform', 'tiktok', '--privacy', 'SELF_ONLY']
  expect((await agent.run([...approve, '--agree-music'])).code).toBe(0)
  const { code } = await agent.run(['watch', ...QUICK])
  expect(code).toBe(0)
  const it = on((await agent.status()).videos[0], 'tiktok')
  expect(it?.renditionSha256).not.toBe(touched)
  const arrived = (await world.ledger('tiktok')).publications.map(post => post.sha256)
  expect(arrived).toEqual([it?.renditionSha256 ?? ''])
})

test('captions beside the video are written into what Instagram and TikTok get', async () => {
  const agent = world.agent({ config: { burn_captions: true } })
  await wideClip(join(agent.watchDir, 'spoken.mkv'))
  writeFileSync(join(agent.watchDir, 'spoken.srt'), '1\n00:00:00,000 --> 00:00:03,000\nHello\n')
  expect((await agent.run(['watch', ...QUICK])).code).toBe(3)
  const [video] = (await agent.status()).videos
  expect(on(video, 'youtube')?.renditionSha256).toBe(video?.sha256 ?? '')
  // One encode serves both, because they need the very same file.
  expect(on(video, 'instagram')?.renditionSha256).not.toBe(video?.sha256)
  expect(on(video, 'tiktok')?.renditionSha256).toBe(on(video, 'instagram')?.renditionSha256 ?? '')
  expect(renditions(agent)).toHaveLength(1)
})

test('captions that cannot be read hold the video back with a sentence', async () => {
  const agent = world.agent({ config: { burn_captions: true, upload_to_youtube: false } })
  await clip(join(agent.watchDir, 'garbled.mp4'), 'garbled')
  writeFileSync(join(agent.watchDir, 'garbled.srt'), 'no captions at all')
  const running = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  await running.line(line => line.includes('The file holds no captions. Mend garbled.srt.'))
  await running.stop()
})
