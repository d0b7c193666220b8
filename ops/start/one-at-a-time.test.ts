import { afterAll, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.ts'

const folder = await mkdtemp(join(tmpdir(), 'content-lock-'))
const lock = join(folder, 'deep', 'it.lock')
const said = join(folder, 'said')
afterAll(() => rm(folder, { recursive: true, force: true }))

const COMMAND = [process.execPath, '-e']
const MODULE = join(import.meta.dir, 'one-at-a-time.ts')
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
  const command = [...COMMAND, WORK, MODULE, lock, said]
  const all = Array.from({ length: 4 }, () => Bun.spawn(command).exited)
  expect(await Promise.all(all)).toEqual([0, 0, 0, 0])
  expect(await readFile(said, 'utf8')).toBe('in out '.repeat(4))
})

test('one that is killed at its work holds nobody up', async () => {
  const endless = WORK.replace('Bun.sleep(30)', 'new Promise(() => setInterval(() => {}, 1000))')
  const killed = Bun.spawn([...COMMAND, endless, MODULE, lock, `${said}-killed`])
  for (let tries = 0; tries < 1000 && !existsSync(`${said}-killed`); tries += 1) await Bun.sleep(10)
  let isDone = false
  const waiting = oneAtATime(lock, async () => (isDone = true))
  await Bun.sleep(150)
  expect(isDone).toBe(false)
  killed.kill('SIGKILL')
  expect(await waiting).toBe(true)
})

test('a work that fails lets the next one in', async () => {
  const failing = oneAtATime(lock, () => Promise.reject(new Error('no room')))
  await expect(failing).rejects.toThrow('no room')
  expect(await oneAtATime(lock, async () => 'worked')).toBe('worked')
})
