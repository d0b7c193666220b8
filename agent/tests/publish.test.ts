import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Platform, VideoPage, VideoStory } from '@content/api/contract'
import type { VideoStatus } from '../src/status/status.ts'
import { clip, largeClip } from './clips.ts'
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
afterEach(() => world.clearFaults())

const QUICK = ['--quiet', '0.2', '--sweep', '1']
const untilDone = (agent: Agent) => agent.run(['watch', '--until-done', ...QUICK])
const sha256 = (path: string) =>
  new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')
const on = (video: VideoStatus | undefined, platform: Platform) =>
  video?.publications.find(it => it.platform === platform)

/** How often each platform was given these very bytes to publish. */
async function timesPublished(hash: string): Promise<Record<keyof typeof ONCE, number>> {
  const count = async (platform: Platform) =>
    (await world.ledger(platform)).publications.filter(it => it.sha256 === hash).length
  return {
    ...{ youtube: await count('youtube'), instagram: await count('instagram') },
    tiktok: await count('tiktok'),
  }
}
/** What the dashboard can say of a video. */
async function storyOf(hash: string): Promise<VideoStory> {
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${world.creator.token}` }
    return (await fetch(`${world.apiUrl}/api/v1${path}`, { headers })).json()
  }
  const { videos } = VideoPage.parse(await ask('/analytics/videos'))
  return VideoStory.parse(await ask(`/videos/${videos.find(it => it.sha256 === hash)?.id}`))
}

const ONCE = { youtube: 1, instagram: 1, tiktok: 1 }

const approveTikTok = (agent: Agent, id: string) =>
  agent.run([
    ...['approve', id, '--platform', 'tiktok', '--privacy', 'SELF_ONLY'],
    ...['--agree-music', '--caption', 'My own words #mine'],
  ])

test('a video goes where a rule allows it, and TikTok waits for its own choice', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.watchDir, 'holiday.mp4'), 'first')
  const hash = sha256(path)
  expect((await untilDone(agent)).code).toBe(3)
  expect(await timesPublished(hash)).toEqual({ ...ONCE, tiktok: 0 })

  const [waiting] = (await agent.status()).videos
  const id = waiting?.id ?? ''
  expect(on(waiting, 'tiktok')?.state).toBe('awaiting_review')
  expect(on(waiting, 'tiktok')?.privacyOptions).toContain('SELF_ONLY')
  expect(on(waiting, 'youtube')?.url).toContain('/watch?v=')
  expect(existsSync(path)).toBe(true)
  const told = await storyOf(hash)
  expect(told.previews).toHaveLength(3)
  const sent = told.publications.find(it => it.platform === 'youtube')
  const states = sent?.steps.map(({ state }) => state)
  expect([states?.[0], states?.at(-1)]).toEqual(['reserved', 'published'])
  expect(sent).toMatchObject({
    rendition: { kind: 'untouched', reasons: [], sizeBytes: statSync(path).size },
    terms: { rule: { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' } },
  })

  const withoutPrivacy = await agent.run(['approve', id, '--platform', 'tiktok'])
  expect(withoutPrivacy).toMatchObject({ code: 2, text: expect.stringContaining('--privacy') })
  const withoutMusic = ['approve', id, '--platform', 'tiktok', '--privacy', 'SELF_ONLY']
  expect((await agent.run(withoutMusic)).code).toBe(2)

  const running = agent.start('watch', ...QUICK)
  await running.line(line => line.includes('waits for you'))
  expect((await approveTikTok(agent, id)).code).toBe(0)
  await running.line(line => line.includes('TikTok') && line.includes('published'))
  await agent.until(([video]) => video?.state === 'published')
  await running.stop()

  // It was put away meanwhile, which is no news of where it was published.
  expect(running.lines.filter(line => /YouTube.*: published/.test(line))).toHaveLength(1)
  expect(await timesPublished(hash)).toEqual(ONCE)
  const tiktok = (await world.ledger('tiktok')).publications.find(it => it.sha256 === hash)
  expect(tiktok).toMatchObject({ privacy: 'SELF_ONLY', title: 'My own words #mine' })
  expect(readdirSync(agent.watchDir)).toEqual([])
  expect(readdirSync(agent.processedDir)).toEqual(['holiday.mp4'])

  copyFileSync(join(agent.processedDir, 'holiday.mp4'), join(agent.watchDir, 'renamed.mp4'))
  expect((await untilDone(agent)).code).toBe(0)
  expect(await timesPublished(hash)).toEqual(ONCE)
  const copy = (await agent.status()).videos.find(video => video.file === 'renamed.mp4')
  expect(copy).toMatchObject({ state: 'copy', reason: expect.stringContaining('not published') })

  const stranger = world.agent()
  copyFileSync(join(agent.processedDir, 'holiday.mp4'), join(stranger.watchDir, 'again.mp4'))
  expect((await untilDone(stranger)).code).toBe(0)
  expect(await timesPublished(hash)).toEqual(ONCE)
})

test('killed in the middle of every upload, and started again, it publishes once', async () => {
  const agent = world.agent()
  const path = await largeClip(join(agent.watchDir, 'large.mp4'), 'killed', 70_000_000)
  const hash = sha256(path)
  const hold = { fault: { kind: 'delay', ms: 60_000 }, times: 1 }
  await world.fault('youtube', { method: 'PUT', after: 1, ...hold })
  await world.fault('instagram', { method: 'POST', path: '/ig-api-upload', ...hold })
  await world.fault('tiktok', { method: 'PUT', after: 2, ...hold })
  let running = agent.start('watch', ...QUICK)
  await running.line(line => line.includes('waits for you'))
  await approveTikTok(agent, hash.slice(0, 12))
  await agent.until(([video]) => video?.publications.every(it => it.percent > 0) ?? false)
  await running.kill()
  const [video] = (await agent.status()).videos
  expect(video?.publications.some(it => it.state === 'uploading')).toBe(true)

  running = agent.start('watch', ...QUICK)
  await agent.until(([it]) => it?.state === 'published')
  await running.stop()
  expect(await timesPublished(hash)).toEqual(ONCE)
})

test('a refusal says who can fix it, and retry publishes once that is done', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false, upload_to_instagram: false } })
  const path = await clip(join(agent.watchDir, 'refused.mp4'), 'refused')
  const hash = sha256(path)
  const body = { error: { code: 403, errors: [{ reason: 'channelSuspended' }] } }
  const fault = { kind: 'status', status: 403, body }
  await world.fault('youtube', { method: 'POST', path: '/upload', fault })
  expect((await untilDone(agent)).code).toBe(1)
  const [failed] = (await agent.status()).videos
  expect(on(failed, 'youtube')).toMatchObject({ state: 'failed', whoCanFix: 'you' })
  expect(existsSync(path)).toBe(true)
  expect((await agent.run(['retry', 'refused.mp4'])).code).toBe(0)
  expect((await untilDone(agent)).code).toBe(0)
  expect(await timesPublished(hash)).toEqual({ youtube: 1, instagram: 0, tiktok: 0 })
})

test('a file that is replaced while it is sent is never published half and half', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false, upload_to_instagram: false } })
  const path = await largeClip(join(agent.watchDir, 'replaced.mp4'), 'before', 40_000_000)
  const other = await largeClip(join(agent.home, 'other.mp4'), 'after', 30_000_000)
  const [before, after] = [sha256(path), sha256(other)]
  const hold = { fault: { kind: 'delay', ms: 15_000 }, times: 1 }
  await world.fault('youtube', { method: 'PUT', after: 1, ...hold })
  const running = agent.start('watch', ...QUICK)
  await agent.until(([video]) => (video?.publications[0]?.percent ?? 0) > 0)
  copyFileSync(other, path)
  const isState = (hash: string, state: string) => (video: VideoStatus) =>
    video.sha256 === hash && video.state === state
  const videos = await agent.until(
    all => all.some(isState(after, 'published')) && all.some(isState(before, 'failed')),
  )
  await running.stop()
  expect(await timesPublished(before)).toMatchObject({ youtube: 0 })
  expect(await timesPublished(after)).toMatchObject({ youtube: 1 })
  const old = videos.find(video => video.sha256 === before)
  expect(on(old, 'youtube')?.reason).toContain('changed')
})

test('a device that slept while another one took over sends nothing more', async () => {
  const sleeper = world.agent({ config: { upload_to_tiktok: false, upload_to_instagram: false } })
  const path = await largeClip(join(sleeper.watchDir, 'slept.mp4'), 'slept', 40_000_000)
  const hash = sha256(path)
  await world.fault('youtube', { method: 'PUT', after: 1, fault: { kind: 'delay', ms: 20_000 } })
  const running = sleeper.start('watch', ...QUICK)
  await sleeper.until(([video]) => (video?.publications[0]?.percent ?? 0) > 0)
  await running.kill()
  await world.whileServerIsDown(`
    insert into device (workspace_id, device_id, name)
      select workspace_id, gen_random_uuid(), 'another' from publication limit 1;
    update publication set device_id = device.device_id from device, video
      where device.name = 'another' and video.sha256 = '${hash}'
        and video.video_id = publication.video_id`)
  const sent = async () =>
    (await world.ledger('youtube')).requests.filter(it => it.method === 'PUT' && it.status === 201)
      .length
  const before = await sent()
  expect((await sleeper.run(['watch', '--until-done', '--timeout', '6', ...QUICK])).code).toBe(5)
  expect(await sent()).toBe(before)
  const [video] = (await sleeper.status()).videos
  expect(on(video, 'youtube')).toMatchObject({ code: 'held_elsewhere', whoCanFix: 'wait' })
})

test('no access token is left on disk', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false } })
  await clip(join(agent.watchDir, 'secret.mp4'), 'secret')
  const { code, text } = await agent.run(['--json', 'watch', '--until-done', ...QUICK])
  expect(code).toBe(0)
  const tokens = await Promise.all(
    (['youtube', 'instagram'] as const).map(platform => world.accessToken(platform)),
  )
  const inHome = readdirSync(agent.home, { recursive: true, encoding: 'utf8' })
    .filter(name => /journal|config|lock/.test(name))
    .map(name => readFileSync(join(agent.home, name), 'latin1'))
  for (const token of tokens) {
    expect(token.length).toBeGreaterThan(8)
    for (const kept of [...inHome, text]) expect(kept).not.toContain(token)
  }
  expect(statSync(join(agent.home, 'journal.db')).mode & 0o777).toBe(0o600)
})

test('a token that died early is replaced, or the creator is asked to connect again', async () => {
  const agent = world.agent({ config: { upload_to_tiktok: false } })
  const path = await clip(join(agent.watchDir, 'expired.mp4'), 'expired')
  const hash = sha256(path)
  for (const platform of ['youtube', 'instagram'] as const) {
    await fetch(`${world.origins[platform]}/_sandbox/expire-tokens`, { method: 'POST' })
  }
  await untilDone(agent)
  expect((await timesPublished(hash)).youtube).toBe(1)
  const [video] = (await agent.status()).videos
  expect(on(video, 'instagram')).toMatchObject({ state: 'uploading', whoCanFix: 'you' })
})
