import { afterEach, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WatchFolder } from '../../src/config.ts'
import { openFinder } from '../../src/watch/finder.ts'
import { openWatcher } from '../../src/watch/watcher.ts'
import { openRoom, type Room, tinyMp4 } from './room.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end()
})

/** A finder on a room's folders, whose sweeps are an hour apart, and its bell. */
async function finderOn(room: Room) {
  let nowMs = 0
  let wake = () => {}
  const options = { folders: room.core.config.folders, quietMs: 0, sweepMs: 3_600_000 }
  const finder = openFinder(room.core, { ...options, clock: () => nowMs }, () => wake())
  ends.push(() => finder.close())
  const rung = async (until: () => boolean) => {
    while (!until()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      await finder.look()
      if (!until()) await promise
    }
  }
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { finder, rung, pass }
}

async function openedRoom(file = {}): Promise<Room> {
  const room = await openRoom(file)
  ends.push(() => room.close())
  return room
}

const count = (room: Room) => room.core.journal.files().length

test('an event finds a file long before the sweep would, in a new subfolder too', async () => {
  const room = await openedRoom({ subfolders: true })
  const { finder, rung } = await finderOn(room)
  await finder.look()
  writeFileSync(room.at('a.mp4'), tinyMp4('a'))
  await rung(() => count(room) === 1)
  mkdirSync(room.at('new/deeper'), { recursive: true })
  writeFileSync(room.at('new/deeper/b.mp4'), tinyMp4('b'))
  await rung(() => count(room) === 2)
  writeFileSync(room.at('new/deeper/c.mp4'), tinyMp4('c'))
  await rung(() => count(room) === 3)
  expect(Object.keys(room.states()).toSorted()).toEqual([
    'a.mp4',
    'new/deeper/b.mp4',
    'new/deeper/c.mp4',
  ])
})

test('when every event is lost, the next sweep finds everything', async () => {
  const room = await openedRoom()
  const { finder, pass } = await finderOn(room)
  await finder.look()
  finder.close()
  for (let n = 0; n < 500; n += 1) writeFileSync(room.at(`${n}.mp4`), tinyMp4(`${n}`, 50))
  expect(await finder.look()).toBe(3_600_000)
  expect(count(room)).toBe(0)
  pass(3_600_000)
  await finder.look()
  expect(count(room)).toBe(500)
})

test('a sweep that fails is tried again soon, and nothing is lost by it', async () => {
  const room = await openedRoom()
  const { finder, pass } = await finderOn(room)
  const { atomically } = room.core.journal
  room.core.journal.atomically = () => {
    throw new Error('database or disk is full')
  }
  writeFileSync(room.at('a.mp4'), tinyMp4('a'))
  const untilNextMs = await finder.look()
  expect(untilNextMs).toBeLessThanOrEqual(5000)
  room.core.journal.atomically = atomically
  pass(untilNextMs)
  await finder.look()
  expect(count(room)).toBe(1)
})

test('a folder that cannot be watched is said once, and is no reason to stop', () => {
  const dir = mkdtempSync(join(tmpdir(), 'watch-events-'))
  ends.push(() => rmSync(dir, { recursive: true, force: true }))
  const said: string[] = []
  const roots: WatchFolder[] = []
  const watcher = openWatcher({ roots, onHint: () => {}, onTrouble: code => said.push(code) })
  ends.push(() => watcher.close())
  watcher.follow([join(dir, 'missing'), join(dir, 'missing too'), dir])
  expect(said).toEqual(['ENOENT'])
})

test('a folder on a share that sends no events is asked again and again', async () => {
  const room = await openedRoom({ poll: true })
  const hints = Promise.withResolvers<string>()
  const roots = room.core.config.folders
  const polled = { roots, pollEveryMs: 20 }
  const watcher = openWatcher({ ...polled, onHint: hints.resolve, onTrouble: () => {} })
  ends.push(() => watcher.close())
  watcher.follow([room.watchDir])
  await watcher.ready
  writeFileSync(room.at('a.mp4'), tinyMp4('a'))
  expect(await hints.promise).toContain(room.watchDir)
})
