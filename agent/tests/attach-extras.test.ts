import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VideoStatus } from '../src/status/status.ts'
import { clip } from './clips.ts'
import { type Agent, startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube', world.creator, { captions: true })
  await world.rule(youtube, RULE)
  const instagram = await world.connect('instagram')
  await world.rule(instagram, { platform: 'instagram', mode: 'review', shareToFeed: true })
})
afterAll(() => world?.close())
afterEach(async () => {
  await world.clearFaults()
  await settings({ isChannelVerified: true })
})

const settings = (body: object) =>
  fetch(`${world.origins.youtube}/_sandbox/settings`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
const RULE = {
  platform: 'youtube',
  mode: 'review',
  privacy: 'unlisted',
  madeForKids: true,
} as const
const TRACK = '1\n00:00:00,000 --> 00:00:01,000\nGood morning\n'
const TELEMETRY = TRACK.replace('Good morning', '[latitude: 47.123456] [longitude: 8.654321]')
const CAPTIONS = '/upload/youtube/v3/captions'
const THUMBNAILS = '/upload/youtube/v3/thumbnails'

/** What a platform keeps beside the bytes. */
interface Shown {
  sha256: string
  captions?: { language: string }[]
  thumbnail?: string
  coverMs?: number
  raw?: { status?: { selfDeclaredMadeForKids?: boolean } }
}

/** Finds a video, lets it be approved with the picture at two seconds, and sees it through. */
async function publish(
  agent: Agent,
  seed: string,
  { captions, choice = [] }: { captions?: string; choice?: string[] } = {},
) {
  const path = await clip(join(agent.watchDir, `${seed}.mp4`), seed)
  if (captions) writeFileSync(join(agent.watchDir, captions), TRACK)
  const hash = new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')
  const watch = ['watch', '--until-done', '--quiet', '0.2', '--sweep', '1']
  await agent.run(watch)
  const id = (await agent.status()).videos[0]?.id ?? ''
  expect((await agent.run(['approve', id, '--cover', '2', ...choice])).code).toBe(0)
  const { code } = await agent.run(watch)
  const on = async (platform: 'youtube' | 'instagram') => {
    const { publications } = (await world.ledger(platform)) as { publications: Shown[] }
    return publications.filter(it => it.sha256 === hash)
  }
  const [youtube, instagram] = await Promise.all([on('youtube'), on('instagram')])
  const { videos } = await agent.status()
  const shown = videos[0]?.publications.find(it => it.platform === 'youtube')
  return { code, path, youtube, instagram, state: videos[0]?.state, shown }
}

test('the captions of each language and the chosen picture follow it, each once', async () => {
  // The track is kept, and its answer lost.
  const fault = { kind: 'drop-after' }
  await world.fault('youtube', { method: 'POST', path: CAPTIONS, fault })
  const agent = world.agent()
  writeFileSync(join(agent.watchDir, 'dressed.SRT'), TELEMETRY)
  writeFileSync(join(agent.watchDir, 'dressed.fr.srt'), TRACK)
  const it = await publish(agent, 'dressed', { captions: 'dressed.de.srt' })
  expect(it).toMatchObject({ code: 0, state: 'published', shown: { reason: null } })
  expect(it.youtube).toMatchObject([{ thumbnail: expect.stringContaining('thumbnail-') }])
  expect(it.youtube[0]?.captions?.map(track => track.language).sort()).toEqual(['de', 'fr'])
  expect(it.instagram).toMatchObject([{ coverMs: 2000 }])
  expect(existsSync(it.path)).toBe(false)
})

test('YouTube is told whether it is made for children, by the rule or for this one', async () => {
  const saidOf = async (seed: string, choice: string[]) => {
    const { youtube } = await publish(world.agent(), seed, { choice })
    return youtube.map(it => it.raw?.status?.selfDeclaredMadeForKids)
  }
  expect(await saidOf('for children', [])).toEqual([true])
  expect(await saidOf('for everybody', ['--no-made-for-kids'])).toEqual([false])
})

test('a picture that YouTube refuses leaves the video published, with a note', async () => {
  await settings({ isChannelVerified: false })
  const it = await publish(world.agent(), 'unverified')
  expect(it).toMatchObject({ code: 0, state: 'published', shown: { state: 'published' } })
  expect(it.shown?.reason).toContain('verified phone number')
  expect(it.youtube[0]?.thumbnail).toBeUndefined()
  expect(existsSync(it.path)).toBe(false)
})

test('captions without permission leave the video published, with a note', async () => {
  const body = { error: { code: 403, errors: [{ reason: 'insufficientPermissions' }] } }
  const fault = { kind: 'status', status: 403, body }
  await world.fault('youtube', { path: '/youtube/v3/captions', times: 9, fault })
  const it = await publish(world.agent(), 'unpermitted', { captions: 'unpermitted.srt' })
  expect(it).toMatchObject({ code: 0, state: 'published', shown: { state: 'published' } })
  expect(it.shown?.reason).toContain('Connect YouTube again')
  expect(it.youtube).toMatchObject([{ thumbnail: expect.stringContaining('thumbnail-') }])
})

test('a picture that never gets through is given up after some tries', async () => {
  const fault = { kind: 'status', status: 503, headers: { 'retry-after': '0' } }
  await world.fault('youtube', { path: THUMBNAILS, times: 99, fault })
  const it = await publish(world.agent(), 'busy')
  expect(it).toMatchObject({ code: 0, state: 'published', shown: { state: 'published' } })
  expect(it.shown?.reason).toContain('cover picture could not be added')
  const { requests } = await world.ledger('youtube')
  expect(requests.filter(request => request.path.includes(THUMBNAILS)).length).toBeLessThan(20)
})

test('the chosen picture stands for the post on TikTok, too', async () => {
  await world.connect('tiktok')
  const config = { upload_to_youtube: false, upload_to_instagram: false }
  const agent = world.agent({ config })
  await clip(join(agent.watchDir, 'post.mp4'), 'post')
  const watch = ['watch', '--until-done', '--quiet', '0.2', '--sweep', '1']
  expect((await agent.run(watch)).code).toBe(3)
  const id = (await agent.status()).videos[0]?.id ?? ''
  const approve = ['approve', id, '--privacy', 'SELF_ONLY', '--agree-music', '--cover', '2']
  expect((await agent.run(approve)).code).toBe(0)
  expect((await agent.run(watch)).code).toBe(0)
  expect((await world.ledger('tiktok')).publications).toMatchObject([{ coverMs: 2000 }])
})

test('captions that the creator has not allowed are left out until they are', async () => {
  await world.rule(await world.connect('youtube'), { ...RULE, mode: 'automatic' })
  const agent = world.agent({ config: { upload_to_instagram: false, upload_to_tiktok: false } })
  const asked = async () => {
    const { requests } = await world.ledger('youtube')
    return requests.filter(({ path }) => path.includes('/youtube/v3/captions')).length
  }
  const running = agent.start('watch', '--quiet', '0.2', '--sweep', '1')
  const reasonOf = async (seed: string) => {
    const file = `${seed}.mp4`
    writeFileSync(join(agent.watchDir, `${seed}.srt`), TRACK)
    const path = await clip(join(agent.watchDir, file), seed)
    // It is moved once everything that goes with it was tried.
    const isOver = (it: VideoStatus) => it.file === file && it.state === 'published'
    const videos = await agent.until(all => all.some(isOver) && !existsSync(path))
    return videos.find(isOver)?.publications[0]?.reason
  }
  const before = await asked()
  const leftOut = 'Captions were left out: allow captions for this channel on the dashboard.'
  expect(await reasonOf('not allowed')).toBe(leftOut)
  expect(await asked()).toBe(before)
  // The agent goes on, with the token of before in its hands.
  await world.connect('youtube', world.creator, { captions: true })
  expect(await reasonOf('allowed')).toBeNull()
  expect(await asked()).toBeGreaterThan(before)
  await running.stop()
})
