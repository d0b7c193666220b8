import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clip, largeClip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())
afterEach(() => world.clearFaults())

const QUICK = ['--quiet', '0.2', '--sweep', '1']
const sha256 = (path: string) =>
  new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')
const published = async (hash: string) =>
  (await world.ledger('youtube')).publications.filter(it => it.sha256 === hash).length

test('a pause stops bytes on their way, holds over a restart, and nothing is doubled', async () => {
  const agent = world.agent()
  const hash = sha256(await largeClip(join(agent.watchDir, 'long.mp4'), 'paused', 30_000_000))
  // Without the brake this request would be waited for longer than the test lives.
  const stuck = { kind: 'delay', ms: 600_000 }
  await world.fault('youtube', { method: 'PUT', after: 1, times: 1, fault: stuck })
  const running = agent.start('watch', ...QUICK)
  await agent.until(([video]) => video?.publications[0]?.state === 'uploading')
  await running.line(line => /uploading, [1-9]/.test(line))
  await agent.run(['pause'])
  await running.line(line => line.startsWith('PAUSED until you resume it'))
  await agent.until(([video]) => video?.publications[0]?.reason === 'Paused.')
  await running.kill()
  await world.clearFaults()

  const paused = await agent.run(['watch', '--until-done', ...QUICK])
  expect(paused.code).toBe(5)
  expect(paused.text).toContain('PAUSED')
  expect(await published(hash)).toBe(0)

  await agent.run(['resume'])
  expect((await agent.run(['watch', '--until-done', ...QUICK])).code).toBe(0)
  expect(await published(hash)).toBe(1)
  const [video] = (await agent.status()).videos
  expect(video?.publications[0]).toMatchObject({ state: 'published', reason: null })
})

test('one paused video waits while another one goes out', async () => {
  const agent = world.agent()
  await agent.run(['pause'])
  const held = sha256(await clip(join(agent.watchDir, 'held.mp4'), 'held'))
  const free = sha256(await clip(join(agent.watchDir, 'free.mp4'), 'free'))
  expect((await agent.run(['watch', '--until-done', ...QUICK])).code).toBe(5)
  expect((await agent.run(['pause', 'held.mp4'])).code).toBe(0)
  await agent.run(['resume'])
  expect((await agent.run(['watch', '--until-done', ...QUICK])).code).toBe(5)
  expect([await published(held), await published(free)]).toEqual([0, 1])
  await agent.run(['resume', 'held.mp4'])
  expect((await agent.run(['watch', '--until-done', ...QUICK])).code).toBe(0)
  expect(await published(held)).toBe(1)
})

test('a cancelled video ends where it is, and goes out when it is tried again', async () => {
  const agent = world.agent()
  const hash = sha256(await largeClip(join(agent.watchDir, 'regret.mp4'), 'regret', 30_000_000))
  const stuck = { kind: 'delay', ms: 600_000 }
  await world.fault('youtube', { method: 'PUT', after: 1, times: 1, fault: stuck })
  const running = agent.start('watch', ...QUICK)
  await running.line(line => /uploading, [1-9]/.test(line))
  await agent.run(['pause'])
  expect((await agent.run(['cancel', 'regret.mp4'])).text).toContain('content retry')
  await agent.until(([video]) => video?.state === 'failed')
  const [video] = (await agent.status()).videos
  expect(video).toMatchObject({
    ...{ code: 'cancelled', isPaused: false },
    publications: [{ state: 'failed', code: 'cancelled' }],
  })
  expect(await published(hash)).toBe(0)
  expect(await agent.run(['cancel', 'regret.mp4'])).toMatchObject({ code: 2 })
  await world.clearFaults()

  await agent.run(['resume'])
  await agent.run(['retry', 'regret.mp4'])
  await agent.until(([video]) => video?.state === 'published')
  expect(await published(hash)).toBe(1)
  await running.stop()
  const late = await agent.run(['cancel', 'regret.mp4'])
  expect(late).toMatchObject({ code: 2, text: expect.stringContaining('published already') })
})

test('a video with a date is prepared at once, waits for it, and goes out when told', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.home, 'dated.mp4'), 'dated')
  const hash = sha256(path)
  const date = ['--at', '2036-12-01 18:00', '--zone', 'Asia/Kathmandu']
  const asked = await agent.run(['publish', path, ...date, '--quiet', '0.2'])
  expect(asked).toMatchObject({ code: 5, text: expect.stringContaining('Goes out 2036-12-01') })
  const [video] = (await agent.status()).videos
  expect(video).toMatchObject({
    schedule: { wall: '2036-12-01T18:00', at: '2036-12-01T12:15:00.000Z' },
    publications: [{ state: 'ready' }],
  })
  expect(await published(hash)).toBe(0)

  expect((await agent.run(['schedule', 'dated.mp4', '--now'])).code).toBe(0)
  expect((await agent.run(['publish', path, '--quiet', '0.2'])).code).toBe(0)
  expect(await published(hash)).toBe(1)
  const late = await agent.run(['schedule', 'dated.mp4', ...date])
  expect(late).toMatchObject({ code: 2, text: expect.stringContaining('published already') })
})
