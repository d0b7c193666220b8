import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { waitingItems } from '../../src/publish/report/waiting-list.ts'

const NOW = 1_000_000
const CHANNEL = '00000000-0000-4000-8000-000000000001'

test('what a person has to mend is told with its code, and a short pause is not', () => {
  const home = mkdtempSync(join(tmpdir(), 'waiting-list-'))
  const journal = openJournal(home)
  try {
    journal.db.run(
      `insert into video (sha256, path, size_bytes, mtime_ms, ino, state, found_at)
       values ('a', '/sunset.mp4', 1, 1, '1', 'described', 1)`,
    )
    const fail = (whoCanFix: string) =>
      journal.db
        .query(
          `insert or replace into publication (sha256, connection_id, platform, label, rule, state,
             next_at, code, reason, who_can_fix)
           values ('a', ?, 'youtube', '', '{}', 'ready', ?, '190', 'The sign-in ended.', ?)`,
        )
        .run(CHANNEL, NOW + 1000, whoCanFix)
    fail('you')
    expect(waitingItems(journal, NOW)).toEqual([
      {
        ...{ sha256: 'a', connectionId: CHANNEL, fileName: 'sunset.mp4', kind: 'trouble' },
        ...{ reason: 'The sign-in ended.', code: '190', until: null },
      },
    ])
    fail('wait')
    expect(waitingItems(journal, NOW)).toEqual([])
  } finally {
    journal.close()
    rmSync(home, { recursive: true, force: true })
  }
})
