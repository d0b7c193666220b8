import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import * as clips from '../../agent/tests/media/clips.ts'
import { type Agent, startWorld, type World } from '../../agent/tests/world.ts'
import { scanBoxes } from '../sandbox/instagram/boxes.ts'
import { findMediaTool, hasOpenGop, probeMedia } from '../sandbox/kit/probe.ts'

const LIMIT_MS = 240_000
const CORPUS = {
  phoneVertical: clips.phoneVertical,
  hevcTenBitMkv: clips.hevcTenBitMkv,
  vp9Webm: clips.vp9Webm,
  proResMov: clips.proResMov,
  interlacedTs: clips.interlacedTs,
  screenVfr: clips.screenVfr,
  surround: clips.surround,
  sixtyOneSeconds: clips.sixtyOneSeconds,
  twoSeconds: clips.twoSeconds,
  oddSize: clips.oddSize,
}
type Name = keyof typeof CORPUS
const NAMES = Object.keys(CORPUS) as Name[]

const Status = z.object({
  videos: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      publications: z.array(
        z.object({
          platform: z.enum(['youtube', 'instagram', 'tiktok']),
          state: z.string(),
          reason: z.string().nullable(),
          url: z.string().nullable(),
          renditionSha256: z.string().nullable(),
        }),
      ),
    }),
  ),
})
type Video = z.infer<typeof Status>['videos'][number]
type Platform = Video['publications'][number]['platform']

let studio: clips.Studio
let world: World
let agent: Agent
const originals = new Map<Name, string>()
let videos: Video[]

beforeAll(async () => {
  studio = await clips.Studio.open(findMediaTool('ffmpeg'))
  world = await startWorld()
  await connectAll()
  // Off unless asked for, because code has this ending too.
  agent = world.agent({ config: { video_extensions: ['.mp4', '.mov', '.mkv', '.webm', '.ts'] } })
  await Promise.all(
    NAMES.map(async name => {
      const path = await CORPUS[name](studio)
      originals.set(name, path)
      copyFileSync(path, join(agent.watchDir, basename(path)))
    }),
  )
  await untilDone()
  for (const { id } of await statuses()) await approveTikTok(id)
  await untilDone()
  videos = await statuses()
}, LIMIT_MS)

afterAll(async () => {
  await world?.close()
  await studio?.close()
})

async function connectAll(): Promise<void> {
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'public' })
  const instagram = await world.connect('instagram')
  await world.rule(instagram, { platform: 'instagram', mode: 'automatic', shareToFeed: true })
  await world.connect('tiktok')
  // A creator posts a few a day; ten within a minute would measure TikTok's limits instead.
  const rates = { initPerMinute: 1000, creatorInfoPerMinute: 1000, statusPerMinute: 10_000 }
  const settings = `${world.origins.tiktok}/_sandbox/settings`
  await fetch(settings, { method: 'POST', body: JSON.stringify({ ...rates, dailyPosts: 1000 }) })
}

const untilDone = () =>
  agent.run(['watch', '--until-done', '--quiet', '0.2', '--sweep', '1', '--timeout', '150'])

const statuses = async () =>
  Status.parse(JSON.parse((await agent.run(['status', '--json'])).text)).videos

async function approveTikTok(id: string): Promise<void> {
  const choice = ['--platform', 'tiktok', '--privacy', 'PUBLIC_TO_EVERYONE', '--agree-music']
  const { code, text } = await agent.run(['approve', id, ...choice])
  if (code !== 0) throw new Error(text)
}

function publication(name: Name, platform: Platform) {
  const file = basename(originals.get(name) ?? '')
  const found = videos
    .find(video => video.file === file)
    ?.publications.find(it => it.platform === platform)
  if (!found) throw new Error(`${file} has no publication on ${platform}.`)
  return found
}

/** The file as the platform holds it, under the hash that the agent says it sent. */
async function received(name: Name, platform: Platform): Promise<string> {
  const { renditionSha256, state, reason } = publication(name, platform)
  expect([state, reason]).toEqual(['published', null])
  const held = (await world.ledger(platform)).publications
  const [one, ...more] = held.filter(it => it.sha256 === renditionSha256)
  expect(more).toEqual([])
  const path = join(world.dir, `${platform}-${name}`)
  await Bun.write(path, await fetch(`${world.origins[platform]}/_sandbox/files/${one?.remoteId}`))
  expect(await hashOf(path)).toBe(renditionSha256 ?? '')
  return path
}

async function factsOf(path: string) {
  const facts = await probeMedia(path)
  if (!facts?.video) throw new Error(`${path} is no video.`)
  return { ...facts, video: facts.video, boxes: await scanBoxes(path) }
}

async function expectWhole(name: Name, path: string): Promise<void> {
  const [before, after] = await Promise.all([factsOf(originals.get(name) ?? ''), factsOf(path)])
  expect(Math.abs(after.durationSec - before.durationSec)).toBeLessThan(0.25)
  expect(after.audio === undefined).toBe(before.audio === undefined)
}

describe.each(NAMES)('%s', name => {
  test('YouTube received the very file, untouched', async () => {
    const path = await received(name, 'youtube')
    expect(await hashOf(path)).toBe(await hashOf(originals.get(name) ?? ''))
  })

  test('TikTok received what its media guide allows', async () => {
    const path = await received(name, 'tiktok')
    const { formatNames, video, durationSec } = await factsOf(path)
    expect(formatNames.some(it => ['mp4', 'mov', 'webm'].includes(it))).toBe(true)
    expect(['h264', 'hevc', 'vp8', 'vp9']).toContain(video.codec)
    expect(isWithin(video.fps, 23, 60)).toBe(true)
    expect([video.width, video.height].every(side => isWithin(side, 360, 4096))).toBe(true)
    expect(durationSec).toBeLessThanOrEqual(600)
    expect(Bun.file(path).size).toBeLessThanOrEqual(4_000_000_000)
    await expectWhole(name, path)
  })
})

describe.each(NAMES.filter(name => name !== 'twoSeconds'))('%s', name => {
  test('Instagram received a reel as its specification wants it', async () => {
    const path = await received(name, 'instagram')
    const { formatNames, video, audio, durationSec, boxes } = await factsOf(path)
    expect(formatNames).toContain('mp4')
    expect(boxes.order.indexOf('moov')).toBeLessThan(boxes.order.indexOf('mdat'))
    expect([boxes.hasEditLists, boxes.isCutShort]).toEqual([false, false])
    expect(['h264', 'hevc']).toContain(video.codec)
    expect(video).toMatchObject({ pixelFormat: 'yuv420p', fieldOrder: 'progressive' })
    expect(isWithin(video.fps, 23, 60)).toBe(true)
    expect(video.width).toBeLessThanOrEqual(1920)
    expect(video.bitRate).toBeLessThanOrEqual(25_000_000)
    expect(isWithin(durationSec, 3, 900)).toBe(true)
    expect(Bun.file(path).size).toBeLessThanOrEqual(300_000_000)
    expect(await hasOpenGop(path)).toBe(false)
    if (audio) expect(audio.codec).toBe('aac')
    expect(audio?.channels ?? 0).toBeLessThanOrEqual(2)
    expect(audio?.sampleRate ?? 0).toBeLessThanOrEqual(48_000)
    await expectWhole(name, path)
  })
})

test('two seconds are too short for Instagram: one sentence, and the others have it', () => {
  const refused = publication('twoSeconds', 'instagram')
  expect(refused).toMatchObject({ state: 'failed', url: null })
  expect(refused.reason).toMatch(/^[A-Z][^.\n]*\b3 seconds\b[^\n]*\.$/)
  expect(publication('twoSeconds', 'youtube').url).toStartWith('http')
  expect(publication('twoSeconds', 'tiktok').url).toStartWith('http')
})

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most

async function hashOf(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk)
  return hasher.digest('hex')
}
