import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { openRoom, QUIET_MS, type Room, sha256Of, tinyMp4 } from './room.ts'

setDefaultTimeout(30_000)

const LAST_YEAR = new Date('2025-11-22T12:00:00Z')
const rooms: Room[] = []
const room = async (file = {}) => {
  const opened = await openRoom(file)
  rooms.push(opened)
  return opened
}
afterEach(() => {
  for (const it of rooms.splice(0)) it.close()
})

test('a file that grows is taken once it rests, and never before', async () => {
  const it = await room()
  const whole = tinyMp4('grows')
  for (let part = 1; part <= 4; part += 1) {
    writeFileSync(it.at('a.mp4'), whole.subarray(0, (whole.length * part) / 4))
    await it.rest()
    if (part < 4) expect(it.hashes()).toEqual([])
  }
  expect(it.hashes()).toEqual([sha256Of(whole)])
})

test('every first part of a file that stalls is refused, with a sentence', async () => {
  const it = await room()
  const whole = tinyMp4('stalls', 40)
  for (let bytes = 1; bytes < whole.length; bytes += 1) {
    writeFileSync(it.at(`${bytes}.mp4`), whole.subarray(0, bytes))
  }
  await it.rest()
  expect(new Set(Object.values(it.states()))).toEqual(new Set(['held']))
  expect(it.reason('70.mp4')).toContain('not complete')
  it.pass(700_000)
  await it.rest()
  expect(it.hashes()).toEqual([])
})

test('a file that got its size in advance is not taken while parts of it are empty', async () => {
  const it = await room()
  const whole = tinyMp4('reserved', 400_000)
  const file = openSync(it.at('a.mp4'), 'w')
  ftruncateSync(file, whole.length)
  await it.rest()
  writeSync(file, whole, 0, 200_000, 0)
  utimesSync(it.at('a.mp4'), LAST_YEAR, LAST_YEAR)
  await it.rest()
  await it.rest()
  expect(it.hashes()).toEqual([])
  expect(it.reason('a.mp4')).toContain('not complete')
  writeSync(file, whole, 200_000, whole.length - 200_000, 200_000)
  closeSync(file)
  // A program may set the time back, so that neither time nor size tells of the second half.
  utimesSync(it.at('a.mp4'), LAST_YEAR, LAST_YEAR)
  await it.rest()
  await it.rest()
  expect(it.hashes()).toEqual([sha256Of(whole)])
})

test('a file that rested elsewhere need not rest again, and a new one has to', async () => {
  const it = await room()
  const elsewhere = join(it.dir, 'export.mp4')
  writeFileSync(elsewhere, tinyMp4('rested'))
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(elsewhere, longAgo, longAgo)
  renameSync(elsewhere, it.at('moved.mp4'))
  writeFileSync(it.at('new.mp4'), tinyMp4('new'))
  await it.sweep()
  it.pass(300)
  await it.sweep()
  expect(it.states()).toEqual({ 'moved.mp4': 'settled', 'new.mp4': 'found' })
})

test('a download is taken soon after its program gave it its name', async () => {
  const it = await room()
  writeFileSync(it.at('a.mp4.crdownload'), tinyMp4('download'))
  await it.sweep()
  expect(it.reason('a.mp4.crdownload')).toContain('temporary')
  renameSync(it.at('a.mp4.crdownload'), it.at('a.mp4'))
  await it.sweep()
  it.pass(300)
  await it.sweep()
  expect(it.states()).toEqual({ 'a.mp4': 'settled' })
})

test('other bytes under the same size and times are another video', async () => {
  const it = await room()
  const before = tinyMp4('before')
  writeFileSync(it.at('a.mp4'), before)
  utimesSync(it.at('a.mp4'), LAST_YEAR, LAST_YEAR)
  await it.rest()
  const { ino } = statSync(it.at('a.mp4'))
  const after = tinyMp4('behind')
  expect(after.length).toBe(before.length)
  const file = openSync(it.at('a.mp4'), 'r+')
  writeSync(file, after)
  closeSync(file)
  utimesSync(it.at('a.mp4'), LAST_YEAR, LAST_YEAR)
  expect(statSync(it.at('a.mp4')).ino).toBe(ino)
  await it.rest()
  await it.rest()
  expect(it.hashes().toSorted()).toEqual([before, after].map(sha256Of).toSorted())
  // What was found first lies there no more, so it may not be sent from there.
  expect(it.core.journal.video(sha256Of(before))?.mtime_ms).toBe(0)
})

test('a file that is copied over, renamed, linked or given back is one video', async () => {
  const it = await room()
  const bytes = tinyMp4('once')
  writeFileSync(it.at('a.mp4'), bytes)
  await it.rest()
  copyFileSync(it.at('a.mp4'), join(it.dir, 'copy'))
  renameSync(join(it.dir, 'copy'), it.at('a.mp4'))
  await it.rest()
  expect(it.states()).toEqual({ 'a.mp4': 'taken' })
  renameSync(it.at('a.mp4'), it.at('b.mp4'))
  linkSync(it.at('b.mp4'), it.at('c.mp4'))
  await it.rest()
  await it.rest()
  expect(Object.values(it.states()).toSorted()).toEqual(['copy', 'taken'])
  rmSync(it.at('b.mp4'))
  rmSync(it.at('c.mp4'))
  await it.rest()
  expect(it.states()).toEqual({})
  writeFileSync(it.at('d.mp4'), bytes)
  await it.rest()
  expect(it.hashes()).toEqual([sha256Of(bytes)])
})

test('a file that changes or goes while it is read starts again', async () => {
  const it = await room()
  for (const name of ['cut.mp4', 'gone.mp4', 'longer.mp4']) {
    writeFileSync(it.at(name), tinyMp4(name))
  }
  await it.sweep()
  it.pass(QUIET_MS)
  await it.sweep()
  truncateSync(it.at('cut.mp4'), 9000)
  rmSync(it.at('gone.mp4'))
  appendFileSync(it.at('longer.mp4'), 'more')
  await it.examine()
  expect(it.hashes()).toEqual([])
  await it.sweep()
  expect(it.states()).toEqual({ 'cut.mp4': 'found', 'longer.mp4': 'found' })
  await it.rest()
  expect(it.hashes()).toEqual([])
})

test('a video that is replaced by another while it is read is never mixed with it', async () => {
  const it = await room()
  const [first, second, third] = ['first', 'other', 'third'].map(seed => tinyMp4(seed, 3_000_000))
  if (!first || !second || !third) throw new Error('three')
  writeFileSync(it.at('a.mp4'), first)
  await it.sweep()
  it.pass(QUIET_MS)
  await it.sweep()
  const [row] = it.core.journal.filesIn('settled')
  if (!row) throw new Error('It is settled.')
  const { signal } = new AbortController()
  writeFileSync(it.at('a.mp4'), second)
  await it.intake.examine(row, signal)
  expect(it.hashes()).toEqual([])
  await it.sweep()
  it.pass(QUIET_MS)
  await it.sweep()
  // The signal is asked before every piece that is read.
  let pieces = 0
  signal.throwIfAborted = () => {
    pieces += 1
    if (pieces === 2) writeFileSync(it.at('a.mp4'), third)
  }
  const [again] = it.core.journal.filesIn('settled')
  if (!again) throw new Error('It is settled again.')
  await it.intake.examine(again, signal)
  expect(pieces).toBeGreaterThan(2)
  expect(it.hashes()).toEqual([])
  await it.rest()
  expect(it.hashes()).toEqual([sha256Of(third)])
})

test('a date that is corrected settles nothing early and blocks nothing', async () => {
  const it = await room()
  let offset = 0
  it.core.now = () => Date.now() + offset
  writeFileSync(it.at('a.mp4'), tinyMp4('clock'))
  const future = new Date(Date.now() + 1000 * 86_400_000)
  utimesSync(it.at('a.mp4'), future, future)
  await it.sweep()
  offset = 400 * 86_400_000
  await it.sweep()
  expect(it.states()).toEqual({ 'a.mp4': 'found' })
  offset = -400 * 86_400_000
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  expect(it.states()).toEqual({ 'a.mp4': 'taken' })
})

test('subfolders are looked into when asked for, and links never lead out or round', async () => {
  const it = await room({ subfolders: true, processed_dir: './watch/done' })
  mkdirSync(it.at('2026/spring'), { recursive: true })
  mkdirSync(it.at('done/2026'), { recursive: true })
  mkdirSync(it.at('My.photoslibrary/originals'), { recursive: true })
  writeFileSync(it.at('2026/spring/a.mp4'), tinyMp4('deep'))
  writeFileSync(it.at('done/2026/b.mp4'), tinyMp4('done'))
  writeFileSync(it.at('My.photoslibrary/originals/c.mp4'), tinyMp4('private'))
  symlinkSync('..', it.at('2026/round'))
  symlinkSync(it.dir, it.at('out'))
  await it.rest()
  expect(it.states()).toEqual({
    '2026/spring/a.mp4': 'taken',
    '2026/round': 'held',
    out: 'held',
    'My.photoslibrary': 'held',
  })
  rmSync(it.at('2026'), { recursive: true })
  await it.sweep()
  expect(Object.keys(it.states())).not.toContain('2026/spring/a.mp4')
})

test('a folder that is gone is said, and what lay in it is kept', async () => {
  const it = await room({ watch_folders: [{ path: './shared' }] })
  mkdirSync(join(it.dir, 'shared'))
  writeFileSync(join(it.dir, 'shared/a.mp4'), tinyMp4('shared'))
  await it.rest()
  renameSync(join(it.dir, 'shared'), join(it.dir, 'unplugged'))
  writeFileSync(it.at('b.mp4'), tinyMp4('here'))
  await it.rest()
  expect(it.states()).toEqual({
    'b.mp4': 'taken',
    '../shared': 'held',
    '../shared/a.mp4': 'taken',
  })
  expect(it.reason('../shared')).toContain('not there')
  renameSync(join(it.dir, 'unplugged'), join(it.dir, 'shared'))
  await it.rest()
  expect(it.states()).toEqual({ 'b.mp4': 'taken', '../shared/a.mp4': 'taken' })
})

test('a name that is no text is shown and held, and twins of a name are apart', async () => {
  const it = await room()
  writeFileSync(Buffer.concat([Buffer.from(it.at('caf')), Buffer.from([0xe9, 0x2e, 0x6d])]), 'x')
  const twins = ['é.mp4', 'é.mp4', 'A.mp4', 'a.mp4', '‮4pm.mp4', '...mp4', ' .mp4', 'NUL.mp4']
  for (const name of twins) writeFileSync(it.at(name), tinyMp4(name))
  await it.rest()
  await it.rest()
  const strange = it.core.journal.files().find(row => row.path.endsWith('caf\\xE9.m'))
  expect(strange).toMatchObject({ state: 'held', reason: expect.stringContaining('rename') })
  const taken = it.core.journal.filesIn('taken').map(row => row.path)
  // On a disk that takes twins for one name there are fewer, and each has one video.
  expect(taken.length).toBe(it.hashes().length)
  expect(taken.length).toBeGreaterThanOrEqual(5)
  for (const path of taken) expect(readFileSync(path).length).toBeGreaterThan(0)
})

test('ten thousand files at once are all found, each once, and then cost nothing', async () => {
  const it = await room()
  for (let n = 0; n < 10_000; n += 1) writeFileSync(it.at(`${n}.mp4`), `clip ${n}`)
  await it.sweep()
  expect(it.core.journal.filesIn('found').length).toBe(10_000)
  it.pass(QUIET_MS)
  await it.sweep()
  expect(it.core.journal.filesIn('settled').length).toBe(10_000)
  expect(it.core.journal.filesIn('settled', 4).length).toBe(4)
  const version = it.core.journal.version()
  it.pass(30_000)
  await it.sweep()
  expect(it.core.journal.version()).toBe(version)
})

test('what a camcorder writes is watched, and what is not says how it would be', async () => {
  const it = await room()
  for (const name of ['00001.MTS', '00002.m2ts', 'a.flv']) writeFileSync(it.at(name), name)
  await it.sweep()
  expect(it.states()).toEqual({ '00001.MTS': 'found', '00002.m2ts': 'found', 'a.flv': 'held' })
  expect(it.reason('a.flv')).toMatch(/content config video_extensions \.mp4,.*,\.flv$/)
})
