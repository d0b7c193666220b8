import { expect, test } from 'bun:test'
import type { Outcome } from '../../contract/index.ts'
import { DAY_MS } from '../lib/time.ts'
import {
  type Claimant,
  type Claimed,
  claimFor,
  effectOf,
  isSameMetadata,
  mayResolve,
  remoteIdIn,
  SILENT_MS,
  titleOf,
} from './publication.rules.ts'

const now = new Date('2026-11-22T12:00:00Z')
const held: Claimed = {
  publicationId: 'p',
  state: 'uploading',
  deviceId: 'mine',
  hasDevice: true,
  installation: 'here',
  updatedAt: now,
}
const mine: Claimant = { deviceId: 'mine', knownAs: 'p', installation: 'here' }
const other: Claimant = { deviceId: 'other', knownAs: null, installation: 'there' }
const after = (ms: number) => new Date(now.getTime() + ms)

test('a device goes on with what it holds, also when nobody knows how it ended', () => {
  expect(claimFor(held, mine, now)).toBe('resume')
  expect(claimFor({ ...held, state: 'unknown' }, mine, now)).toBe('resume')
})

test('a device that forgot what it sent is in doubt; what was never sent it may begin', () => {
  for (const knownAs of [null, 'another']) {
    const forgetful = { ...mine, knownAs }
    for (const state of ['uploading', 'confirming', 'unknown'] as const) {
      expect(claimFor({ ...held, state }, forgetful, now)).toBe('inDoubt')
    }
    expect(claimFor({ ...held, state: 'reserved' }, forgetful, now)).toBe('resume')
    expect(claimFor({ ...held, state: 'failed' }, forgetful, now)).toBe('begin')
  }
})

test('words are the same in whatever order they were kept', () => {
  const sent = { platform: 'youtube', title: 'A', description: 'B', tags: ['c', 'd'] } as const
  const stored = { tags: ['c', 'd'], description: 'B', title: 'A', platform: 'youtube' }
  expect(isSameMetadata(stored, { ...sent, tags: [...sent.tags] })).toBe(true)
  expect(isSameMetadata({ ...stored, title: 'a' }, { ...sent, tags: [] })).toBe(false)
  expect(isSameMetadata({ ...stored, tags: ['d', 'c'] }, { ...sent, tags: ['c', 'd'] })).toBe(false)
  expect(isSameMetadata(null, { ...sent, tags: [] })).toBe(false)
})

test('a look at the channel decides what is in doubt, not what is being sent', () => {
  const resolved = (state: Claimed['state'], at = now) => mayResolve({ ...held, state }, at)
  expect(resolved('reserved')).toBe('notSent')
  expect(resolved('unknown')).toBe('yes')
  expect(resolved('confirming', after(SILENT_MS - 1))).toBe('underWay')
  expect(resolved('confirming', after(SILENT_MS))).toBe('yes')
})

test("a video's id is read from the addresses that platforms give people", () => {
  const id = (url: string) => remoteIdIn('youtube', url)
  expect(id('https://youtu.be/Ks-_Mh1QhMc?si=x')).toBe('Ks-_Mh1QhMc')
  expect(id('https://www.youtube.com/watch?v=Ks-_Mh1QhMc')).toBe('Ks-_Mh1QhMc')
  expect(id('https://youtube.com/shorts/Ks-_Mh1QhMc')).toBe('Ks-_Mh1QhMc')
  expect(id('https://elsewhere.test/watch?v=Ks-_Mh1QhMc')).toBeNull()
  expect(remoteIdIn('tiktok', 'https://www.tiktok.com/@a/video/7077642457847991554')).toBe(
    '7077642457847991554',
  )
  expect(remoteIdIn('instagram', 'https://www.instagram.com/reel/DdQ/')).toBeNull()
})

test('another device waits while the first one speaks, and takes over what it never sent', () => {
  const reserved: Claimed = { ...held, state: 'reserved' }
  expect(claimFor(reserved, other, after(SILENT_MS - 1))).toBe('heldElsewhere')
  expect(claimFor(reserved, other, after(SILENT_MS))).toBe('begin')
  expect(claimFor(held, other, after(SILENT_MS - 1))).toBe('heldElsewhere')
  expect(claimFor(held, other, after(SILENT_MS))).toBe('inDoubt')
})

test('two agents with one key are two: the second waits for what the first reserved', () => {
  const reserved: Claimed = { ...held, state: 'reserved' }
  const twin: Claimant = { deviceId: 'mine', knownAs: null, installation: 'there' }
  expect(claimFor(reserved, twin, after(SILENT_MS - 1))).toBe('heldElsewhere')
  expect(claimFor(reserved, twin, after(SILENT_MS))).toBe('begin')
  expect(claimFor(held, twin, now)).toBe('inDoubt')
})

test('what the platform may already have is never taken over, however long it is silent', () => {
  const year = after(365 * DAY_MS)
  expect(claimFor({ ...held, state: 'unknown' }, other, year)).toBe('heldElsewhere')
  expect(claimFor({ ...held, state: 'confirming' }, other, year)).toBe('heldElsewhere')
})

test('what a removed device had not begun is free; what it may have published is not', () => {
  const orphan: Claimed = { ...held, hasDevice: false }
  expect(claimFor({ ...orphan, state: 'reserved' }, other, now)).toBe('begin')
  expect(claimFor({ ...orphan, state: 'unknown' }, other, after(SILENT_MS))).toBe('inDoubt')
  expect(claimFor({ ...orphan, state: 'confirming' }, other, after(SILENT_MS))).toBe('inDoubt')
})

test('a removed device may still be sending with the access it has, until it is silent', () => {
  const orphan: Claimed = { ...held, hasDevice: false }
  expect(claimFor(orphan, other, after(SILENT_MS - 1))).toBe('heldElsewhere')
  expect(claimFor(orphan, other, after(SILENT_MS))).toBe('inDoubt')
})

test('published is published for everyone, and failed may begin anew', () => {
  expect(claimFor({ ...held, state: 'published' }, mine, now)).toBe('alreadyPublished')
  expect(claimFor({ ...held, state: 'failed' }, other, now)).toBe('begin')
})

const published = (remoteId: string): Outcome => ({
  state: 'published',
  remoteId,
  url: null,
  publishedAt: '2026-11-22T12:00:00Z',
})
const failed: Outcome = { state: 'failed', code: 'x', reason: 'It broke.', whoCanFix: 'wait' }

test('a published publication cannot fail, vanish or move to another video later', () => {
  const found = { state: 'published', remoteId: 'a' } as const
  expect(effectOf(found, failed)).toBe('conflict')
  expect(effectOf(found, { state: 'unknown', reason: 'Timed out.' })).toBe('conflict')
  expect(effectOf(found, published('b'))).toBe('conflict')
  expect(effectOf(found, published('a'))).toBe('same')
})

test('a failure that turns out to be published is published', () => {
  expect(effectOf({ state: 'failed', remoteId: null }, published('a'))).toBe('change')
})

test('a caption is named by its first line, whole characters only', () => {
  expect(titleOf({ platform: 'tiktok', caption: '\nA day out\n#sun' })).toBe('A day out')
  expect(titleOf({ platform: 'instagram', caption: '🌞'.repeat(150) })).toBe('🌞'.repeat(100))
  expect(titleOf({ platform: 'youtube', title: 'Sun', description: '', tags: [] })).toBe('Sun')
  expect(titleOf(null)).toBe('')
})
