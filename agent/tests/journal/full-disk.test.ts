import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { appendFileSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { largeClip } from '../clips.ts'
import { type Agent, startWorld, type World } from '../world.ts'

const FULL = "The disk with the agent's journal is full. Free some space; it goes on by itself."
const ROOT = join(import.meta.dir, '../../..')

setDefaultTimeout(180_000)

let world: World
const running: { pid: number; end(): Promise<void> }[] = []
beforeAll(async () => {
  world = await startWorld()
  const channel = await world.connect('youtube')
  await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(async () => {
  await Promise.all(running.map(it => it.end()))
  await world?.close()
})

const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']

/** The agent with its journal on a small disk of its own, which no other process sees. */
function runOnSmallDisk(agent: Agent, args: readonly string[]) {
  const mount =
    'c=$(cat "$0/config.json"); mount -t tmpfs -o size=1m small "$0" &&' +
    ' printf %s "$c" > "$0/config.json" && exec "$@"'
  const command = ['agent/src/cli.ts', ...args]
  const child = Bun.spawn(
    ['unshare', '-rm', 'sh', '-c', mount, agent.home, process.execPath, ...command],
    {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env.PATH ?? '', ...agent.env },
      },
      stdout: 'pipe',
      stderr: 'inherit',
    },
  )
  const end = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  running.push({ pid: child.pid, end })
  const chunks = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  let text = ''
  const isSaid = async (what: string | RegExp, times = 1) => {
    while (text.split(what).length <= times) {
      const { value, done } = await chunks.next()
      if (done) throw new Error(`It ended without saying "${what}":\n${text}`)
      text += value
    }
  }
  const filler = `/proc/${child.pid}/root${join(agent.home, 'filler')}`
  return { child, isSaid, filler, text: () => text }
}

/** Takes all the room there is. */
function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(4096))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

const uploadRequests = async () =>
  (await world.ledger('youtube')).requests.filter(it => it.path.includes('/upload/')).length

test('without room for its journal the agent takes no step, and goes on by itself', async () => {
  const agent = world.agent()
  const { child, isSaid, filler, text } = runOnSmallDisk(agent, WATCH)
  await isSaid('Watching')
  for (const name of ['first', 'second']) await largeClip(join(world.dir, name), name, 5_000_000)

  fill(filler)
  copyFileSync(join(world.dir, 'first'), join(agent.watchDir, 'first.mp4'))
  await isSaid(FULL)
  expect(await uploadRequests()).toBe(0)
  rmSync(filler)
  await isSaid(/first\.mp4 .* published/)

  await world.fault('youtube', { method: 'PUT', fault: { kind: 'delay', ms: 3000 } })
  copyFileSync(join(world.dir, 'second'), join(agent.watchDir, 'second.mp4'))
  await isSaid(/second\.mp4 .* uploading/)
  fill(filler)
  await isSaid(FULL, 2)
  await world.clearFaults()
  rmSync(filler)
  await isSaid(/second\.mp4 .* published/)

  expect(text().split(FULL).length - 1).toBe(2)
  expect(child.exitCode).toBeNull()
  const hashes = (await world.ledger('youtube')).publications.map(it => it.sha256)
  expect(hashes).toHaveLength(2)
  expect(new Set(hashes).size).toBe(2)
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
}, 120_000)

test('a named file is told of the full disk, too, and published when there is room', async () => {
  const agent = world.agent()
  const path = await largeClip(join(world.dir, 'named.mp4'), 'named', 5_000_000)
  const { child, isSaid, filler } = runOnSmallDisk(agent, ['publish', path, '--quiet', '4'])
  await isSaid('named.mp4')
  fill(filler)
  await isSaid(FULL)
  rmSync(filler)
  await isSaid('/watch?v=')
  expect(await child.exited).toBe(0)
})
