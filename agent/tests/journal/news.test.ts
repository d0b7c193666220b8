import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { followed } from '../../src/commands/publish.ts'
import { type Journal, openJournal } from '../../src/journal/journal.ts'
import { openNews } from '../../src/journal/news.ts'
import { readChanged, readStatus } from '../../src/status/status.ts'

const opened: { journal: Journal; home: string }[] = []
afterEach(() => {
  for (const { journal, home } of opened.splice(0)) {
    journal.close()
    rmSync(home, { recursive: true, force: true })
  }
})

function open(home = mkdtempSync(join(tmpdir(), 'news-'))): Journal {
  const journal = openJournal(home)
  opened.push({ journal, home })
  return journal
}

const YOUTUBE: Connection = {
  id: 'channel',
  platform: 'youtube',
  externalId: 'channel',
  label: 'Channel',
  handle: null,
  state: 'live',
  lostReason: null,
  rule: { platform: 'youtube', mode: 'automatic', privacy: 'private' },
  connectedAt: '2026-01-01T00:00:00Z',
}

/** Videos `v0`, `v1`, … in files of these names, each going to one channel. */
function take(journal: Journal, count: number): void {
  journal.atomically(() => {
    for (let n = 0; n < count; n += 1) {
      journal.noteFile(`/v${n}`, { sizeBytes: 1, mtimeMs: 1, ino: String(n) }, n)
      const file = journal.file(`/v${n}`)
      if (file) journal.takeFile(file, `v${n}`, n)
      journal.planPublications(`v${n}`, [YOUTUBE])
    }
  })
}

const changes: readonly ((journal: Journal, turn: number) => void)[] = [
  (it, n) => it.changeVideo(`v${n % 5}`, { state: 'probed', facts: null }),
  (it, n) => it.changePublication((n % 5) + 1, { state: 'uploading', percent: n }),
  (it, n) => it.noteFile(`/new${n}`, { sizeBytes: n, mtimeMs: n, ino: 'x' }, n),
  (it, n) => it.noteFile(`/copy${n}`, { sizeBytes: n, mtimeMs: n, ino: 'y' }, n),
  (it, n) => it.changeFile(`/copy${n - 1}`, { state: 'copy', sha256: `v${n % 5}` }),
  (it, n) => it.changeFile(`/new${n - 3}`, { state: 'held', reason: `Reason ${n}.` }),
  (it, n) => it.changeVideo(`v${(n + 1) % 5}`, { state: 'published' }),
  (it, n) => it.requestFile(`/v${n % 5}`),
  (it, n) => it.dropVideo(`w${n}`, 'It is no video.'),
]

test('what is read after a change is what a reading of everything would show anew', () => {
  const journal = open()
  take(journal, 5)
  const news = openNews(journal)
  const byKey = () =>
    new Map(readStatus(journal, 0).map(it => [`${it.id} ${it.path}`, JSON.stringify(it)]))
  let before = byKey()
  for (let turn = 0; turn < 200; turn += 1) {
    changes[turn % changes.length]?.(journal, turn)
    if (turn % 4 === 0) changes[(turn * 7) % changes.length]?.(journal, turn)
    const changed = news.take()
    if (changed === 'anything') throw new Error('Nobody else wrote.')
    const read = changed === 'nothing' ? [] : readChanged(journal, changed, 0)
    const after = byKey()
    for (const it of read) expect(after.get(`${it.id} ${it.path}`)).toBe(JSON.stringify(it))
    const seen = new Set(read.map(it => `${it.id} ${it.path}`))
    const anew = [...after].filter(([key, text]) => before.get(key) !== text)
    expect(anew.filter(([key]) => !seen.has(key))).toEqual([])
    before = after
  }
})

test('one change among thousands of videos is one video to read', () => {
  const journal = open()
  take(journal, 3000)
  const news = openNews(journal)
  expect(news.take()).toBe('nothing')
  journal.changePublication(1500, { percent: 50 })
  const changed = news.take()
  expect(changed).toEqual({ sha256s: ['v1499'], paths: [] })
  expect(news.take()).toBe('nothing')
})

test('after another process wrote, anything may have changed', () => {
  const journal = open()
  take(journal, 2)
  const news = openNews(journal)
  const other = open(opened[0]?.home)
  other.changeVideo('v1', { is_paused: 1 })
  expect(news.take()).toBe('anything')
  expect(news.take()).toBe('nothing')
})

test('to follow twice as many named files asks the journal twice as often, not four times', () => {
  const asked = [100, 200, 400].map(count => {
    const journal = open()
    take(journal, count)
    let questions = 0
    const counting = new Proxy(journal, {
      get(target, name, receiver) {
        questions += 1
        return Reflect.get(target, name, receiver)
      },
    })
    const paths = Array.from({ length: count }, (_, n) => `/v${n}`)
    const { concerns, isOver } = followed({ journal: counting, now: () => 0 }, paths)
    isOver()
    for (const video of readStatus(journal, 0)) expect(concerns(video)).toBe(true)
    isOver()
    return questions
  })
  const [few = 0, more = 0, most = 0] = asked
  expect(more / few).toBeLessThan(2.1)
  expect(most / more).toBeLessThan(2.1)
})
