import { afterAll, afterEach, expect, test } from 'bun:test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.ts'

const folder = await mkdtemp(join(tmpdir(), 'content-lock-'))
const lock = join(folder, 'deep', 'it.lock')
const said = join(folder, 'said')
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => rm(join(folder, 'deep'), { recursive: true, force: true }))

const WORK = `
  const { oneAtATime } = await import(process.argv[1])
  const { appendFile } = await import('node:fs/promises')
  const [, , lock, said] = process.argv
  await oneAtATime(lock, async () => {
    await appendFile(said, 'in ')
    await Bun.sleep(30)
    await appendFile(said, 'out ')
  })`

test('of several processes one works at a time, and each of them does', async () => {
  const command = [process.execPath, '-e', WORK, join(import.meta.dir, 'one-at-a-time.ts')]
  const all = Array.from({ length: 4 }, () => Bun.spawn([...command, lock, said]).exited)
  expect(await Promise.all(all)).toEqual([0, 0, 0, 0])
  expect(await readFile(said, 'utf8')).toBe('in out '.repeat(4))
})

test('what one that was killed left behind holds nobody up', async () => {
  const killed = Bun.spawn([process.execPath, '-e', ''])
  await killed.exited
  await mkdir(join(folder, 'deep'))
  await writeFile(lock, String(killed.pid))
  expect(await oneAtATime(lock, async () => 'worked')).toBe('worked')
})

test('a work that fails lets the next one in', async () => {
  const failing = oneAtATime(lock, () => Promise.reject(new Error('no room')))
  await expect(failing).rejects.toThrow('no room')
  expect(await oneAtATime(lock, async () => 'worked')).toBe('worked')
})
