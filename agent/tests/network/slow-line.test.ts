import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultProxy, startFaultProxy } from '../../../ops/soak/network/fault-proxy.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { openPace } from '../../src/platforms/pace/pace.ts'
import { tinyClip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'
import { asking, saying, sendingTo, startPeer } from './peer.ts'

setDefaultTimeout(60_000)

const SLOW = { up: { bytesPerSecond: 1000 } }
const BYTES = 3000
/** A hundredth of what is waited in earnest; the line takes five times as long. */
const SILENCE_MS = 600

let world: World
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-slow-line-'))
  world = await startWorld()
  const [youtube, instagram] = [await world.connect('youtube'), await world.connect('instagram')]
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'unlisted' })
  await world.rule(instagram, { platform: 'instagram', mode: 'automatic', shareToFeed: true })
})
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const it of opened.splice(0).toReversed()) await it.close()
})

/** The way to a server over a line that takes its time from the first byte on. */
async function slowWayTo(port: number): Promise<FaultProxy> {
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } })
  opened.push(proxy)
  await proxy.set(SLOW)
  return proxy
}

async function taking(bytes: number): Promise<FaultProxy> {
  const peer = await startPeer((socket, _, total) => {
    if (total >= bytes) saying('201 Created')(socket)
  })
  opened.push(peer)
  return slowWayTo(peer.port)
}

const impatient = () =>
  openHttpClient({ pins: {}, now: Date.now, silence: { lookEveryMs: 20 }, silenceMs: SILENCE_MS })

test('a file that the system took at once is not given up while the line carries it', async () => {
  const { origin } = await taking(BYTES)
  const path = join(folder, 'small.mp4')
  writeFileSync(path, new Uint8Array(BYTES))
  const pace = openPace({ limit: () => null, now: Date.now, silenceMs: SILENCE_MS })
  const cargo = { path, from: 0, to: BYTES }
  const sent = impatient().exchange(moving =>
    sendingTo(origin, BYTES, pace.send(cargo, origin, moving)),
  )
  expect((await sent).status).toBe(201)
})

test('a long text is not given up either', async () => {
  const { origin } = await taking(BYTES)
  const body = 'a'.repeat(BYTES)
  const asked = impatient().exchange(() => asking(origin, { method: 'POST', body }))
  expect((await asked).status).toBe(201)
})

test('at 1 KB a second a clip goes out once, and nobody has to do anything', async () => {
  const ways = await Promise.all(
    (['youtube', 'instagram'] as const).map(async name => {
      const { origin } = await slowWayTo(Number(new URL(world.origins[name]).port))
      return `${name}=${origin}`
    }),
  )
  const agent = world.agent({ env: { SANDBOX_ORIGINS: ways.join(',') } })
  const path = await tinyClip(join(folder, 'clip.mp4'))
  const startedAt = performance.now()
  const { code, text } = await agent.run(['publish', path, '--quiet', '0.2'])
  expect(text).not.toContain('broke off')
  expect(code).toBe(0)
  expect(performance.now() - startedAt).toBeGreaterThan(Bun.file(path).size)
  for (const name of ['youtube', 'instagram'] as const) {
    expect((await world.ledger(name)).publications).toHaveLength(1)
  }
})
