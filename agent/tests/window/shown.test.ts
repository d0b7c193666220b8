import { afterAll, beforeAll, expect, test } from 'bun:test'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PublicationStatus, VideoStatus } from '../../src/status/status.ts'
import { openEvents } from '../../src/window/events.ts'
import { lookAtFolder } from '../../src/window/folders.ts'
import { changeLook, readLook } from '../../src/window/look.ts'
import { bucketOf, isFound, isFurtherOut, sortVideos, standOf } from '../../window/buckets.ts'
import { faultsIn, textOf } from '../../window/parts/settings/written.ts'

let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'agent-shown-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const at = (state: string, more: object = {}) =>
  // Safe cast: nothing else of it is read here.
  ({
    platform: 'youtube',
    label: 'Ada',
    state,
    reason: null,
    code: null,
    whoCanFix: null,
    ...more,
  }) as unknown as PublicationStatus
const video = (file: string, more: Partial<VideoStatus> = {}) =>
  // Safe cast: nothing else of it is read here.
  ({
    ...{ id: file, file, path: `/watch/${file}`, sha256: file, state: 'uploading' },
    ...{ reason: null, code: null, whoCanFix: null, isPaused: false, publications: [] },
    ...more,
  }) as unknown as VideoStatus

test('what is only sent further happened to nobody, and uses nothing of the plan', () => {
  const sent = (percent: number, youtube = 'published') =>
    video('sea', {
      publications: [at(youtube), at('uploading', { percent, speed: percent, secondsLeft: 9 })],
    })
  expect(standOf(sent(2))).toBe(standOf(sent(1)))
  expect(standOf(sent(1))).not.toBe(standOf(sent(1, 'confirming')))
  expect(isFurtherOut(sent(1), sent(2))).toBe(false)
  expect(isFurtherOut(sent(1, 'confirming'), sent(1))).toBe(true)
  expect(isFurtherOut(undefined, sent(1))).toBe(true)
})

test('what was cancelled asks nothing of anybody, unless it may be live', () => {
  const cancelled = { isCancelled: true, publications: [at('failed', { whoCanFix: 'you' })] }
  expect(bucketOf(video('regret', { ...cancelled, state: 'failed' }))).toBe('done')
  expect(bucketOf(video('regret', cancelled))).toBe('goingOut')
  const doubt = { isCancelled: true, publications: [at('unknown')] }
  expect(bucketOf(video('regret', { ...doubt, state: 'failed' }))).toBe('needsMe')
})

test('what needs somebody stands first, then what goes out, then what is over', () => {
  const videos = [
    video('over', { state: 'published' }),
    video('sent', { publications: [at('uploading')] }),
    video('asked', { publications: [at('published'), at('awaiting_review')] }),
    video('refused', { publications: [at('failed', { whoCanFix: 'you' })] }),
    video('line', { publications: [at('uploading', { whoCanFix: 'wait' })] }),
    video('held', { isPaused: true, publications: [at('awaiting_review')] }),
  ]
  expect(sortVideos(videos).map(it => `${it.file} ${bucketOf(it)}`)).toEqual([
    ...['refused needsMe', 'asked needsMe'],
    ...['held goingOut', 'line goingOut', 'sent goingOut'],
    'over done',
  ])
  expect(isFound(video('Sea.mp4'), ' sea ')).toBe(true)
  expect(isFound(video('a', { publications: [at('uploading')] }), 'ada')).toBe(true)
  expect(isFound(video('a'), 'b')).toBe(false)
})

test('each fault of the settings is shown at the field that it is about', () => {
  const message = `These settings cannot be used:
  upload_limit_hours: has to look like 08:00-18:00
  watch_folders.0.path: has to name a folder
  watch_folders.1.platforms: has to name a platform`
  expect(faultsIn(message)).toEqual({
    uploadLimitHours: 'has to look like 08:00-18:00',
    watchFolders: '0.path: has to name a folder\n1.platforms: has to name a platform',
  })
  expect(faultsIn('The agent does not answer.')).toEqual({})
  expect([textOf(['.mp4', '.mov']), textOf(null), textOf([])]).toEqual(['.mp4, .mov', '', '[]'])
})

test('what happened is kept over a restart, newest first, and a torn line is left out', () => {
  const before = video('sea', { publications: [at('uploading')] })
  const events = openEvents(home, [before], () => Date.UTC(2026, 0, 2))
  events.heed(before)
  expect(events.read(10)).toEqual([])
  events.heed(video('sea', { publications: [at('failed', { reason: 'Too long.' })] }))
  events.heed(video('sea', { state: 'published', publications: [at('published')] }))
  appendFileSync(join(home, 'window/events.jsonl'), '{"at": "2026-')
  const again = openEvents(home, [])
  expect(again.read(10, 'sea').map(it => `${it.label} ${it.state} ${it.reason}`)).toEqual([
    ...['Ada published null', 'null published null', 'Ada failed Too long.'],
  ])
  expect(again.read(1)).toHaveLength(1)
  expect(again.read(10, 'another')).toEqual([])
})

test('how the window looks is kept, and a damaged file is as good as none', () => {
  expect(readLook(home)).toEqual({
    ...{ theme: 'system', language: null, isSetUp: false, seenVersion: null },
  })
  changeLook(home, { theme: 'dark' })
  expect(changeLook(home, { isSetUp: true })).toEqual({
    ...{ theme: 'dark', language: null, isSetUp: true, seenVersion: null },
  })
  writeFileSync(join(home, 'window/look.json'), '{"theme": "neon"')
  expect(readLook(home).theme).toBe('system')
})

test('somebody without a dialog of the system finds a folder, and one that is closed', () => {
  mkdirSync(join(home, 'Clips/Shorts'), { recursive: true })
  mkdirSync(join(home, 'Clips/.hidden'))
  expect(lookAtFolder(join(home, 'Clips'))).toMatchObject({
    ...{ parent: home, isThere: true, isWritable: true, folders: ['Shorts'] },
  })
  expect(lookAtFolder(join(home, 'new/one'))).toMatchObject({ isThere: false, isWritable: true })
  writeFileSync(join(home, 'file'), '')
  expect(lookAtFolder(join(home, 'file/in'))).toMatchObject({ isThere: false, isWritable: false })
})
