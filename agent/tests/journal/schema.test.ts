import { Database } from 'bun:sqlite'
import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { migrate, STEPS } from '../../src/journal/schema.ts'

const dir = mkdtempSync(join(tmpdir(), 'agent-schema-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const SHA256 = 'c'.repeat(64)
let count = 0

/** A journal as an agent of that version left it, in the middle of publishing. */
function journalOf(version: number): string {
  const home = mkdtempSync(join(dir, `v${version}-${count++}`))
  const db = new Database(join(home, 'journal.db'))
  db.run('pragma journal_mode = wal')
  for (const step of STEPS.slice(0, version)) db.run(step)
  db.run(`pragma user_version = ${version}`)
  db.query(
    `insert into file (path, size_bytes, mtime_ms, ino, state, is_requested, sha256, found_at)
     values ('/a.mp4', 10, 1.5, '7', 'taken', 1, ?, 3)`,
  ).run(SHA256)
  db.query(
    `insert into video (sha256, path, size_bytes, mtime_ms, ino, state, facts, metadata, attempts,
       next_at, found_at) values (?, '/a.mp4', 10, 1.5, '7', 'described', '{}', '[]', 2, 9, 3)`,
  ).run(SHA256)
  db.query(
    `insert into publication (sha256, connection_id, platform, label, state, rule, choice,
       server_id, stage, session, restarts, percent, attempts, next_at)
     values (?, 'c1', 'youtube', '@c', 'uploading', '{"mode":"automatic"}', '{"a":1}',
       's1', 'open', '{"uri":"u"}', 1, 42.5, 3, 8)`,
  ).run(SHA256)
  db.close()
  return home
}

for (const version of [1, 2]) {
  test(`a journal of version ${version} is opened in mid-upload, every row whole`, () => {
    const journal = openJournal(journalOf(version))
    expect(journal.files()).toMatchObject([
      {
        ...{ path: '/a.mp4', size_bytes: 10, mtime_ms: 1.5, ino: '7', state: 'taken' },
        ...{ is_requested: 1, sha256: SHA256, found_at: 3, ctime_ms: 0, schedule: null },
      },
    ])
    expect(journal.videos()).toMatchObject([
      {
        ...{ sha256: SHA256, state: 'described', facts: '{}', metadata: '[]', attempts: 2 },
        ...{ next_at: 9, is_paused: 0, schedule: null, captions_path: null, cover_ms: null },
      },
    ])
    expect(journal.publications()).toMatchObject([
      {
        ...{ id: 1, sha256: SHA256, connection_id: 'c1', state: 'uploading', choice: '{"a":1}' },
        ...{ server_id: 's1', stage: 'open', session: '{"uri":"u"}', restarts: 1, percent: 42.5 },
        ...{ attempts: 3, next_at: 8, intent: 'publish', extras: null, waiting_since: null },
        ...{ session_sha256: null, rendition_sha256: null, ended_at: null, is_told: 0 },
      },
    ])
    journal.close()
  })
}

test('an upgrade of which a step fails leaves the older journal, which is upgraded later', () => {
  const home = journalOf(1)
  const db = new Database(join(home, 'journal.db'))
  const tables = () => db.query('select name, sql from sqlite_schema order by name').all()
  const before = tables()
  const broken = [...STEPS.slice(0, 2), 'create table half (a); insert into nowhere values (1)']
  expect(() => migrate(db, broken)).toThrow('nowhere')
  expect(db.query('pragma user_version').get()).toEqual({ user_version: 1 })
  expect(tables()).toEqual(before)
  db.close()
  const journal = openJournal(home)
  expect(journal.publications().map(row => row.session)).toEqual(['{"uri":"u"}'])
  journal.close()
})
