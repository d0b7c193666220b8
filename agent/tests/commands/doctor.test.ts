import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { clockFinding } from '../../src/doctor/server.ts'
import { startWorld, type World } from '../world.ts'
import { type Alone, openAlone } from './alone.ts'

setDefaultTimeout(180_000)

let world: World
const ends: (() => unknown)[] = []
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const alone = (...given: Parameters<typeof openAlone>) => {
  const it = openAlone(...given)
  ends.push(() => it.close())
  return it
}

interface Finding {
  what: string
  isFine: boolean
  says: string
  toDo: string | null
}

async function findings(agent: Pick<Alone, 'json'>) {
  const { code, answer } = await agent.json('doctor')
  const list = answer.findings as Finding[]
  return { code, of: (what: string) => list.find(it => it.what.startsWith(what)), list }
}

test('where all is well each part says so, and the exit code does', async () => {
  const creator = await world.signUp()
  const youtube = await world.connect('youtube', creator)
  const agent = world.agent({ apiKey: creator.apiKey })
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' }, creator)
  const { code, text } = await agent.run(['doctor'])
  expect(text).toContain('Everything is as it should be.')
  expect(code).toBe(0)
  for (const part of ['FFmpeg', 'Clock: agrees', 'TLS', 'Journal: sound', 'Uploads: 0 of 100']) {
    expect(text).toContain(part)
  }
  expect(text).toMatch(/ok {2}YouTube .*may publish \(rule: automatic\)/)
})

test('a channel that lost its consent is named, with what to do about it', async () => {
  const creator = await world.signUp()
  await world.connect('tiktok', creator)
  await world.whileServerIsDown(
    `update connection set state = 'lost', lost_reason = 'TikTok says: sign in again.'
     where platform = 'tiktok'`,
  )
  const agent = world.agent({ apiKey: creator.apiKey })
  const { code, text } = await agent.run(['doctor'])
  expect(code).toBe(3)
  expect(text).toMatch(/!! {2}TikTok .*sign in again/)
  expect(text).toContain('> Connect TikTok again in the dashboard.')
})

test('without network and key it says so, and still looks at everything else', async () => {
  const { code, of, list } = await findings(alone())
  expect(code).toBe(3)
  expect(of('Device key')).toMatchObject({ isFine: false, toDo: 'Run: content login' })
  expect(of('Server')?.toDo).toContain('backend_api_url')
  expect(of('Watched folder')?.isFine).toBe(true)
  // What only follows from these two is no alarm of its own.
  const wrong = list.filter(it => !it.isFine)
  expect(wrong.map(it => it.what)).toEqual(['Device key', 'Server'])
  expect(wrong.every(it => it.toDo !== null)).toBe(true)
  expect(of('Channels')?.says).toContain('not looked at')
})

test('a computer on which nobody signed in yet is told that, and nothing else', async () => {
  // Nor did anybody choose a folder: the usual one is made at the first watch.
  const agent = alone({ watch_dir: undefined }, { BACKEND_API_URL: world.apiUrl })
  const { code, list } = await findings(agent)
  expect(list.filter(it => !it.isFine).map(it => it.what)).toEqual(['Device key'])
  expect(code).toBe(3)
})

test('a folder that is gone, or is no folder, is named with what to do', async () => {
  const gone = alone()
  rmSync(gone.watchDir, { recursive: true })
  expect((await findings(gone)).of('Watched')).toMatchObject({ isFine: false })
  const agent = alone()
  const file = join(agent.home, 'a-file')
  writeFileSync(file, '')
  await agent.run('config', 'processed_dir', join(file, 'inside'))
  const second = join(agent.home, '..', 'second')
  mkdirSync(second)
  await agent.run('folders', 'add', second)
  rmSync(second, { recursive: true })
  writeFileSync(second, '')
  const { of, list } = await findings(agent)
  expect(of('Processed')?.toDo).toContain('processed_dir')
  expect(list.filter(it => it.what === 'Watched folder').map(it => it.isFine)).toEqual([
    true,
    false,
  ])
})

/** A server whose clock goes otherwise, and which knows nothing of TLS. */
async function strangeServer(offMs: number): Promise<number> {
  const server = createServer((_, answer) => {
    answer.setHeader('Date', new Date(Date.now() + offMs).toUTCString())
    answer.end('{}')
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  ends.push(() => server.close())
  // Safe cast: it listens on a port, not on a path.
  return (server.address() as AddressInfo).port
}

test('a clock that is wrong by hours is named with the way it is wrong', async () => {
  const port = await strangeServer(-2 * 3_600_000)
  const { of } = await findings(alone({}, { BACKEND_API_URL: `http://127.0.0.1:${port}` }))
  expect(of('Clock')?.says).toMatch(/^It is 7(19\d|20\d) seconds ahead of our server\.$/)
  expect(of('Clock')?.toDo).toContain('NTP')
  expect(clockFinding(-61_000)).toMatchObject({
    isFine: false,
    says: expect.stringContaining('61'),
  })
  expect(clockFinding(-61_000).says).toContain('behind')
  expect(clockFinding(59_000).isFine).toBe(true)
})

test('a line on which somebody else answers is not trusted', async () => {
  const port = await strangeServer(0)
  const { of } = await findings(alone({}, { BACKEND_API_URL: `https://127.0.0.1:${port}` }))
  expect(of('TLS')).toMatchObject({ isFine: false })
  expect(of('TLS')?.says).toContain('cannot be trusted')
})
