import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { clip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'

setDefaultTimeout(180_000)

let world: World
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())

const count = async () => (await world.ledger('youtube')).publications.length
const QUICK = ['--quiet', '0.2']

test('a second publication needs the word, says what it doubles, and is one more', async () => {
  const agent = world.agent()
  const path = await clip(join(agent.home, 'twice.mp4'), 'twice')
  const early = await agent.run(['publish', path, '--again', ...QUICK])
  expect(early).toMatchObject({ code: 2, text: expect.stringContaining('not published yet') })
  expect((await agent.run(['publish', path, ...QUICK])).code).toBe(0)
  expect((await agent.run(['publish', path, ...QUICK])).code).toBe(0)
  expect(await count()).toBe(1)

  const again = await agent.run(['publish', path, '--again', ...QUICK])
  expect(again.text).toContain('Published once more: YouTube')
  expect(again.code).toBe(0)
  expect(await count()).toBe(2)
  const [video] = (await agent.status()).videos
  const urls = video?.publications.map(it => it.url)
  expect(new Set(urls).size).toBe(2)
})

test('uninstalling ends the key of the device at our server, too', async () => {
  const creator = await world.signUp()
  const agent = world.agent({ env: { CONTENT_CREATION_API_KEY: '' } })
  expect((await agent.run(['login', '--key-stdin'], `${creator.apiKey}\n`)).code).toBe(0)
  expect((await agent.run(['uninstall'])).text).toContain('the key of this device')
  const gone = await agent.run(['uninstall', '--yes'])
  expect(gone).toMatchObject({ code: 0, text: expect.stringContaining('worth nothing any more') })
  const refused = await fetch(`${world.apiUrl}/api/v1/auth/me`, {
    headers: { 'x-api-key': creator.apiKey },
  })
  expect(refused.status).toBe(401)
})
