import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clip } from './clips.ts'
import { startWorld, type World } from './world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld('pro')
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'public' })
  const instagram = await world.connect('instagram')
  await world.rule(instagram, { platform: 'instagram', mode: 'automatic', shareToFeed: true })
  await world.connect('tiktok')
  await world.whileServerIsDown(`update workspace set plan = 'free'`)
})
afterAll(() => world?.close())

const QUICK = ['--until-done', '--quiet', '0.2', '--sweep', '1']
const uploadsTo = async (platform: 'instagram' | 'tiktok') =>
  (await world.ledger(platform)).requests.filter(it => /upload|media$|init/.test(it.path))

test('a plan for one platform publishes there, and sends no byte to the others', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.watchDir, 'one.mp4'), 'one platform')
  const approve = ['approve', 'one.mp4', '--platform', 'tiktok', '--privacy', 'SELF_ONLY']
  expect((await agent.run(['watch', ...QUICK])).code).toBe(4)
  expect((await agent.run([...approve, '--agree-music'])).code).toBe(0)
  const { code, text } = await agent.run(['watch', ...QUICK])
  expect(code).toBe(4)
  const [video] = (await agent.status()).videos
  expect(video?.publications.find(it => it.platform === 'youtube')?.state).toBe('published')
  for (const platform of ['instagram', 'tiktok'] as const) {
    const it = video?.publications.find(other => other.platform === platform)
    expect(it).toMatchObject({ code: 'plan_limit', whoCanFix: 'you', percent: 0 })
    expect(it?.reason).toContain('Pro')
    expect(text).toContain(it?.reason ?? 'a reason')
    expect(await uploadsTo(platform)).toEqual([])
  }
  expect(existsSync(path)).toBe(true)
})

test("the month's eleventh free video stays, and says which plan takes it", async () => {
  const creator = await world.signUp()
  const youtube = await world.connect('youtube', creator)
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'public' }, creator)
  await world.whileServerIsDown(`update workspace set plan = 'free'`)
  const agent = world.agent({ apiKey: creator.apiKey })
  const video = readFileSync(await clip(join(agent.home, 'many.mp4'), 'many', 3))
  const numbered = (n: number) =>
    Buffer.concat([video, Buffer.from([0, 0, 0, 9, 102, 114, 101, 101, n])])
  for (let n = 1; n <= 10; n += 1) writeFileSync(join(agent.watchDir, `${n}.mp4`), numbered(n))
  expect((await agent.run(['watch', ...QUICK])).code).toBe(0)
  const puts = async () =>
    (await world.ledger('youtube')).requests.filter(it => it.path.includes('/upload')).length
  const before = await puts()
  const last = join(agent.watchDir, '11.mp4')
  writeFileSync(last, numbered(11))
  expect((await agent.run(['watch', ...QUICK])).code).toBe(4)
  expect(await puts()).toBe(before)
  const left = (await agent.status()).videos.find(it => it.file === '11.mp4')
  expect(JSON.stringify(left)).toContain('Pro')
  expect(readFileSync(last)).toEqual(numbered(11))
})
