import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { isUnderWay, nextPublicationStep, nextVideoStep } from '../../src/journal/next-step.ts'
import { openRows } from '../../src/journal/open-rows.ts'

const home = mkdtempSync(join(tmpdir(), 'open-rows-'))
const journal = openJournal(home)
afterAll(() => {
  journal.close()
  rmSync(home, { recursive: true, force: true })
})

const NOW = 1_000_000
const PUBLICATIONS = [
  { state: 'planned' },
  { state: 'prepared' },
  { state: 'awaiting_review' },
  { state: 'awaiting_review', choice: '{}' },
  { state: 'awaiting_review', next_at: NOW - 1 },
  { state: 'awaiting_review', next_at: NOW + 60_000 },
  { state: 'ready', next_at: NOW + 60_000 },
  { state: 'uploading', stage: 'open' },
  { state: 'published' },
  { state: 'published', is_told: 1 },
  { state: 'published', is_told: 1, extras: '{"captions":"wanted"}' },
  { state: 'published', is_told: 1, extras: '{"captions":"done"}' },
  { state: 'failed', is_told: 1 },
  { state: 'unknown', is_told: 1 },
] as const
const VIDEOS = ['fingerprinted', 'probed', 'described', 'published', 'failed'] as const

type Planned = (typeof PUBLICATIONS)[number]

/** Every video state with every pair of publications, and with one and with none. */
function fill(): void {
  const one = PUBLICATIONS.map((it): Planned[] => [it])
  const two = PUBLICATIONS.flatMap(it => PUBLICATIONS.map((other): Planned[] => [it, other]))
  let n = 0
  const insert = journal.db.query(
    `insert into video (sha256, path, size_bytes, mtime_ms, ino, state, found_at, is_paused)
     values (?, '/a', 1, 1, '1', ?, ?, ?)`,
  )
  const add = (sha256: string, at: number, planned: Planned) => {
    const columns = { choice: null, next_at: 0, stage: null, is_told: 0, extras: null, ...planned }
    const { state, choice, next_at, stage, is_told, extras } = columns
    journal.db
      .query(
        `insert into publication (sha256, connection_id, platform, label, rule, state, choice,
           next_at, stage, is_told, extras) values (?, ?, 'youtube', '', '{}', ?, ?, ?, ?, ?, ?)`,
      )
      .run(sha256, String(at), state, choice, next_at, stage, is_told, extras)
  }
  journal.atomically(() => {
    for (const state of VIDEOS) {
      for (const isPaused of [0, 1]) {
        for (const planned of [[], ...one, ...two]) {
          n += 1
          insert.run(`v${n}`, state, n, isPaused)
          for (const [at, it] of planned.entries()) add(`v${n}`, at, it)
        }
      }
    }
  })
}

test('what is not looked at has nothing that could be done to it', () => {
  fill()
  const open = openRows(journal)
  const seen = new Set(open.videos.map(video => video.sha256))
  const left = journal.videos().filter(video => !seen.has(video.sha256))
  for (const video of left) {
    const rows = journal.publicationsOf(video.sha256)
    for (const now of [NOW, NOW + 86_400_000]) {
      const isOver = video.state === 'published' || video.state === 'failed'
      expect(nextVideoStep(video, rows, now)).toBe('none')
      expect(isUnderWay(video, rows, now)).toBe(false)
      if (isOver) continue
      expect(rows.map(row => nextPublicationStep(row, video, now))).toEqual(rows.map(() => 'none'))
    }
  }
  // And it does leave out what ten thousand of would cost most.
  const isParked = (sha256: string) =>
    journal.publicationsOf(sha256).every(row => row.state === 'awaiting_review' && !row.choice)
  const parked = journal
    .videos()
    .filter(it => it.state === 'described' && isParked(it.sha256))
    .filter(it => journal.publicationsOf(it.sha256).some(row => row.next_at === 0))
  expect(parked.some(it => !seen.has(it.sha256))).toBe(true)
})

test('a review that is given brings the video back with all that belongs to it', () => {
  const parked = journal.videos().find(({ state, sha256 }) => {
    const rows = journal.publicationsOf(sha256)
    const isWaiting = rows.every(row => row.state === 'awaiting_review' && row.next_at === 0)
    return state === 'described' && rows.length === 2 && isWaiting && !rows.some(row => row.choice)
  })
  if (!parked) throw new Error('One waits for a review.')
  const isThere = () => openRows(journal).videos.some(video => video.sha256 === parked.sha256)
  expect(isThere()).toBe(false)
  const [row] = journal.publicationsOf(parked.sha256)
  journal.changePublication(row?.id ?? 0, { choice: '{}' })
  expect(isThere()).toBe(true)
  expect(openRows(journal).of.get(parked.sha256)).toHaveLength(2)
})
