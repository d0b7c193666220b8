import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mustRun } from '../run-program.ts'
import { openRoom, QUIET_MS, type Room, sha256Of, tinyMp4 } from './room.ts'

setDefaultTimeout(60_000)

const BYTES = 48_000_000
const SLACK_BYTES = 4_000_000
const LAST_YEAR = new Date('2025-11-22T12:00:00Z')
const FREE = Buffer.from([0, 0, 0, 9, 102, 114, 101, 101, 1])
const rooms: Room[] = []
const room = async (file = {}) => {
  const opened = await openRoom(file)
  rooms.push(opened)
  return opened
}
afterEach(() => {
  for (const it of rooms.splice(0)) it.close()
})

/** Bytes this process has read from files so far, as the system counts them. */
const readBytes = () => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])

/** Goes on once so many more bytes were read. */
async function untilRead(bytes: number, from: number): Promise<void> {
  while (readBytes() - from < bytes) await new Promise(setImmediate)
}

/** As many questions to the disk, in whose turns a reading would go on if there were one. */
async function turnsOf(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await stat('/')
}

/** Sees it, and sees it again when it was still for a quarter of its quiet time. */
async function stillForAWhile(it: Room): Promise<void> {
  await it.sweep()
  it.pass(QUIET_MS / 4)
  await it.sweep()
}

/** Other bytes of the same size, under the same modification time. */
function overwrite(path: string, bytes: Buffer): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes)
  closeSync(file)
  utimesSync(path, LAST_YEAR, LAST_YEAR)
}

test('a file is read in its quiet time, and then not again', async () => {
  const it = await room()
  const bytes = tinyMp4('early', BYTES)
  writeFileSync(it.at('a.mp4'), bytes)
  const before = readBytes()
  await stillForAWhile(it)
  await untilRead(bytes.length, before)
  expect(it.states()).toEqual({ 'a.mp4': 'found' })
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.hashes()).toEqual([sha256Of(bytes)])
  expect(readBytes() - before).toBeLessThan(bytes.length + SLACK_BYTES)
})

test('a file that ends its quiet time while it is read is read to its end, once', async () => {
  const it = await room()
  const bytes = tinyMp4('late', BYTES)
  writeFileSync(it.at('a.mp4'), bytes)
  const before = readBytes()
  await stillForAWhile(it)
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.hashes()).toEqual([sha256Of(bytes)])
  expect(readBytes() - before).toBeLessThan(bytes.length + SLACK_BYTES)
})

test('a file that changes while or after it is read early is known by its new bytes', async () => {
  for (const share of [0.02, 0.3, 0.6, 0.9, 1]) {
    const it = await room()
    const [first, second] = [tinyMp4('first', BYTES), tinyMp4('other', BYTES)]
    writeFileSync(it.at('a.mp4'), first)
    utimesSync(it.at('a.mp4'), LAST_YEAR, LAST_YEAR)
    const { ino } = statSync(it.at('a.mp4'))
    const before = readBytes()
    await it.sweep()
    it.pass(70)
    await it.sweep()
    await untilRead(first.length * share, before)
    overwrite(it.at('a.mp4'), second)
    expect(statSync(it.at('a.mp4')).ino).toBe(ino)
    it.pass(QUIET_MS)
    await it.sweep()
    await it.examine()
    expect(it.hashes()).not.toContain(sha256Of(first))
    await it.rest()
    await it.rest()
    expect(it.hashes()).toEqual([sha256Of(second)])
  }
})

test('a file that is longer, gone, or another after it was read early starts again', async () => {
  const it = await room()
  const names = ['longer.mp4', 'gone.mp4', 'another.mp4']
  for (const name of names) writeFileSync(it.at(name), tinyMp4(name, 400_000))
  const before = readBytes()
  await stillForAWhile(it)
  await untilRead(3 * 400_000, before)
  appendFileSync(it.at('longer.mp4'), FREE)
  rmSync(it.at('gone.mp4'))
  rmSync(it.at('another.mp4'))
  writeFileSync(it.at('another.mp4'), tinyMp4('another', 400_000))
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.hashes()).toEqual([])
  await it.rest()
  const now = ['longer.mp4', 'another.mp4'].map(name => sha256Of(readFileSync(it.at(name))))
  expect(it.hashes().toSorted()).toEqual(now.toSorted())
})

test('a file that grows again and again, whole each time, is not read over and over', async () => {
  const it = await room()
  writeFileSync(it.at('a.mp4'), tinyMp4('grows', BYTES))
  const grow = async (seen: () => Promise<void>) => {
    await it.sweep()
    it.pass(QUIET_MS * 0.9)
    await it.sweep()
    await seen()
    appendFileSync(it.at('a.mp4'), FREE)
    await it.sweep()
  }
  for (let inVain = 0; inVain < 2; inVain += 1) {
    const before = readBytes()
    await grow(() => untilRead(BYTES / 4, before))
  }
  const after = readBytes()
  for (let more = 0; more < 12; more += 1) await grow(() => turnsOf(300))
  expect(readBytes() - after).toBeLessThan(SLACK_BYTES)
  await it.rest()
  expect(it.hashes()).toEqual([sha256Of(readFileSync(it.at('a.mp4')))])
})

test('what is not whole yet, and what lies on a share, is not read before it rests', async () => {
  const it = await room({ watch_folders: [{ path: './share', poll: true }] })
  mkdirSync(join(it.dir, 'share'))
  const bytes = tinyMp4('share', BYTES)
  writeFileSync(join(it.dir, 'share/a.mp4'), bytes)
  writeFileSync(it.at('half.mp4'), bytes.subarray(0, BYTES / 2))
  const before = readBytes()
  await stillForAWhile(it)
  await turnsOf(300)
  expect(readBytes() - before).toBeLessThan(SLACK_BYTES)
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.hashes()).toEqual([sha256Of(bytes)])
})

test('however large a file is, reading it early takes no more memory', async () => {
  const peaks: number[] = []
  for (const megabytes of [2, 600]) {
    const script = fileURLToPath(new URL('./read-early.ts', import.meta.url))
    const { stdout } = await mustRun([process.execPath, script, String(megabytes)])
    peaks.push(Number(new TextDecoder().decode(stdout)))
  }
  const [small = 0, large = 0] = peaks
  expect(small).toBeGreaterThan(10)
  expect(large - small).toBeLessThan(40)
})
