import { expect, test } from 'bun:test'
import { isUnderWay, nextPublicationStep, nextVideoStep } from '../src/journal/next-step.ts'
import { NO_TROUBLE, type PublicationRow, type VideoRow } from '../src/journal/rows.ts'

const video = (over: Partial<VideoRow> = {}): VideoRow => ({
  ...NO_TROUBLE,
  sha256: 'a'.repeat(64),
  path: '/a.mp4',
  size_bytes: 1,
  mtime_ms: 1,
  ino: '1',
  state: 'described',
  facts: null,
  metadata: null,
  author: null,
  moving_to: null,
  is_paused: 0,
  cancelled_at: null,
  schedule: null,
  captions_path: null,
  cover_ms: null,
  previews: null,
  previews_tries: 0,
  previews_at: 0,
  attempts: 0,
  next_at: 0,
  found_at: 0,
  ...over,
})

const publication = (over: Partial<PublicationRow> = {}): PublicationRow => ({
  ...NO_TROUBLE,
  id: 1,
  sha256: 'a'.repeat(64),
  connection_id: 'c',
  platform: 'youtube',
  label: '@c',
  state: 'planned',
  rule: '{}',
  intent: 'publish',
  extras: null,
  choice: null,
  options: null,
  rendition_path: null,
  rendition_bytes: null,
  rendition_note: null,
  rendition_change: null,
  rendition_sha256: null,
  words: null,
  rendition_mtime_ms: null,
  server_id: null,
  stage: null,
  session: null,
  session_sha256: null,
  restarts: 0,
  waiting_since: null,
  percent: 0,
  speed: null,
  seconds_left: null,
  remote_id: null,
  url: null,
  published_at: null,
  outcome: null,
  ended_at: null,
  is_told: 0,
  attempts: 0,
  next_at: 0,
  ...over,
})

test('a video is finished only when all its publications have ended and are told', () => {
  expect(nextVideoStep(video({ state: 'fingerprinted' }), [], 0)).toBe('probe')
  expect(nextVideoStep(video({ state: 'probed' }), [], 0)).toBe('plan')
  expect(nextVideoStep(video({ state: 'probed' }), [publication()], 0)).toBe('describe')
  const told = publication({ state: 'published', is_told: 1 })
  const untold = publication({ state: 'published' })
  expect(nextVideoStep(video(), [told, untold], 0)).toBe('none')
  expect(nextVideoStep(video(), [told, publication({ state: 'unknown', is_told: 1 })], 0)).toBe(
    'finish',
  )
  expect(nextVideoStep(video({ state: 'probed' }), [told], 0)).toBe('finish')
  expect(nextVideoStep(video({ state: 'fingerprinted', next_at: 5 }), [], 4)).toBe('none')
})

test('a publication goes through its states, and never past consent by itself', () => {
  const step = (over: Partial<PublicationRow>) => nextPublicationStep(publication(over), video(), 0)
  expect(step({ state: 'planned' })).toBe('prepare')
  expect(step({ state: 'prepared' })).toBe('ask_consent')
  expect(step({ state: 'awaiting_review' })).toBe('none')
  expect(step({ state: 'awaiting_review', choice: '{}' })).toBe('ask_consent')
  expect(step({ state: 'ready' })).toBe('reserve')
  expect(step({ state: 'reserved' })).toBe('begin')
  expect(step({ state: 'published' })).toBe('tell')
  expect(step({ state: 'published', is_told: 1 })).toBe('none')
})

test('after a crash whatever may have happened remotely is asked about first', () => {
  const step = (stage: PublicationRow['stage']) =>
    nextPublicationStep(publication({ state: 'uploading', stage }), video(), 0)
  expect(step('beginning')).toBe('begin')
  expect(step('open')).toBe('check')
  expect(step('sent')).toBe('check')
  expect(step('finishing')).toBe('check')
})

test('words are waited for, files are not', () => {
  const undescribed = video({ state: 'probed' })
  expect(nextPublicationStep(publication(), undescribed, 0)).toBe('prepare')
  expect(nextPublicationStep(publication({ state: 'prepared' }), undescribed, 0)).toBe('none')
})

test('a video that waits for its creator is not under way', () => {
  const waits = publication({ state: 'awaiting_review', who_can_fix: 'you' })
  expect(isUnderWay(video(), [waits], 0)).toBe(false)
  expect(isUnderWay(video(), [waits, publication({ state: 'uploading' })], 0)).toBe(true)
  const limited = video({ state: 'probed', who_can_fix: 'you', next_at: 9 })
  expect(isUnderWay(limited, [publication({ state: 'prepared' })], 0)).toBe(false)
  const offline = publication({ state: 'uploading', who_can_fix: 'wait', next_at: 9 })
  expect(isUnderWay(video(), [offline], 0)).toBe(true)
})

test('what the creator paused is prepared and finished, but not begun, sent or published', () => {
  const paused = video({ is_paused: 1 })
  const step = (over: Partial<PublicationRow>) => nextPublicationStep(publication(over), paused, 0)
  expect(step({ state: 'planned' })).toBe('prepare')
  for (const state of ['prepared', 'ready', 'reserved', 'uploading', 'confirming'] as const) {
    expect(step({ state })).toBe('none')
  }
  expect(step({ state: 'uploading', stage: 'open' })).toBe('none')
  expect(step({ state: 'confirming', stage: 'finishing' })).toBe('check')
  expect(step({ state: 'published' })).toBe('tell')
  expect(isUnderWay(paused, [publication({ state: 'uploading', stage: 'open' })], 0)).toBe(false)
  expect(isUnderWay(paused, [publication()], 0)).toBe(true)
})

test('what the creator cancelled ends, whatever it waits for or is paused by', () => {
  const cancelled = video({ cancelled_at: 1, is_paused: 1 })
  const step = (over: Partial<PublicationRow>) =>
    nextPublicationStep(publication(over), cancelled, 0)
  for (const state of ['planned', 'prepared', 'awaiting_review', 'ready', 'uploading'] as const) {
    expect(step({ state })).toBe('cancel')
    expect(isUnderWay(cancelled, [publication({ state })], 0)).toBe(true)
  }
  expect(step({ state: 'confirming', stage: 'sent', next_at: 5 })).toBe('none')
  expect(step({ state: 'failed' })).toBe('tell')
  const ended = publication({ state: 'failed' })
  expect(nextVideoStep(cancelled, [ended], 0)).toBe('none')
  expect(nextVideoStep(cancelled, [{ ...ended, is_told: 1 }], 0)).toBe('finish')
  expect(nextVideoStep(video({ state: 'fingerprinted', cancelled_at: 1 }), [], 0)).toBe('finish')
})

test('a date holds back what was not reserved yet, to the minute and on no other clock', () => {
  const schedule = '{"wall":"2026-03-29T02:30","zone":"Europe/Berlin"}'
  const due = Date.parse('2026-03-29T01:00:00Z')
  const step = (over: Partial<PublicationRow>, nowMs: number) =>
    nextPublicationStep(publication(over), video({ schedule }), nowMs)
  expect(step({ state: 'prepared' }, due - 1)).toBe('ask_consent')
  expect(step({ state: 'ready' }, due - 1)).toBe('none')
  expect(step({ state: 'ready' }, due)).toBe('reserve')
  expect(step({ state: 'reserved' }, due - 1)).toBe('begin')
  const ready = [publication({ state: 'ready' })]
  expect(isUnderWay(video({ schedule }), ready, due - 3_600_000)).toBe(false)
  expect(isUnderWay(video({ schedule }), ready, due - 60_000)).toBe(true)
})

test('what is live waits for its captions before its file is moved, but not for ever', () => {
  const wanted = JSON.stringify({ captions: 'wanted' })
  const live = publication({ state: 'published', extras: wanted, is_told: 1 })
  expect(nextPublicationStep({ ...live, is_told: 0 }, video(), 0)).toBe('tell')
  expect(nextPublicationStep(live, video(), 0)).toBe('attach_extras')
  expect(nextPublicationStep(live, video({ is_paused: 1 }), 0)).toBe('none')
  expect(nextVideoStep(video(), [live], 0)).toBe('none')
  const cancelled = video({ cancelled_at: 1 })
  expect(nextPublicationStep(live, cancelled, 0)).toBe('none')
  expect(nextVideoStep(cancelled, [live], 0)).toBe('finish')
  expect(isUnderWay(video(), [live], 0)).toBe(true)
  expect(isUnderWay(video(), [{ ...live, next_at: 3_600_000 }], 0)).toBe(false)
  const failed = { ...live, extras: JSON.stringify({ captions: { failed: 'Refused.' } }) }
  expect(nextPublicationStep(failed, video(), 0)).toBe('none')
  expect(nextVideoStep(video(), [failed], 0)).toBe('finish')
})
