import { afterEach, expect, test } from 'bun:test'
import { appendFileSync, chmodSync, writeFileSync } from 'node:fs'
import { MINUTE_MS } from '../../src/lib/durations.ts'
import { openRoom, QUIET_MS, type Room, sha256Of, tinyMp4 } from './room.ts'

const rooms: Room[] = []
const room = async () => {
  const opened = await openRoom()
  rooms.push(opened)
  return opened
}
afterEach(() => {
  for (const it of rooms.splice(0)) it.close()
})

const WHOLE = tinyMp4('verdict')

/** Everything that is written down, and so everything that was looked into anew. */
const version = (it: Room) => it.core.journal.version()

test('what was found broken is not read again because the agent was started again', async () => {
  const it = await room()
  writeFileSync(it.at('half.mp4'), WHOLE.subarray(0, 9000))
  writeFileSync(it.at('text.mp4'), 'no video')
  await it.rest()
  expect(it.states()).toEqual({ 'half.mp4': 'held', 'text.mp4': 'held' })
  const before = version(it)
  for (let start = 0; start < 3; start += 1) {
    it.restart()
    await it.rest()
  }
  expect(version(it)).toBe(before)
})

test('what is no video is not read again either, and is as soon as it changes', async () => {
  const it = await room()
  writeFileSync(it.at('a.mp4'), WHOLE)
  await it.rest()
  it.core.journal.dropVideo(sha256Of(WHOLE), 'There is no video in this file.')
  const before = version(it)
  it.restart()
  await it.rest()
  expect(version(it)).toBe(before)
  appendFileSync(it.at('a.mp4'), Buffer.from([0, 0, 0, 8, 102, 114, 101, 101]))
  await it.rest()
  expect(it.states()).toEqual({ 'a.mp4': 'taken' })
})

test('what was found broken and was mended or touched while nobody looked is read', async () => {
  const it = await room()
  writeFileSync(it.at('mended.mp4'), WHOLE.subarray(0, 9000))
  writeFileSync(it.at('touched.mp4'), 'no video')
  await it.rest()
  writeFileSync(it.at('mended.mp4'), WHOLE)
  chmodSync(it.at('touched.mp4'), 0o640)
  const before = version(it)
  it.restart()
  await it.sweep()
  expect(it.states()).toEqual({ 'mended.mp4': 'found', 'touched.mp4': 'found' })
  expect(version(it)).not.toBe(before)
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.states()).toEqual({ 'mended.mp4': 'taken', 'touched.mp4': 'held' })
})

test('a verdict is doubted now and then, ever more seldom', async () => {
  const it = await room()
  writeFileSync(it.at('a.mp4'), 'no video')
  await it.rest()
  it.restart()
  const doubtedAt: number[] = []
  for (let minute = 1; minute <= 200; minute += 1) {
    it.pass(MINUTE_MS)
    await it.sweep()
    if (it.states()['a.mp4'] !== 'held') doubtedAt.push(minute)
    await it.rest()
  }
  expect(doubtedAt.length).toBeGreaterThan(2)
  expect(doubtedAt.length).toBeLessThan(6)
})
