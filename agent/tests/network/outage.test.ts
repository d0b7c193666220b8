import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { goOnNow } from '../../src/journal/network-back.ts'
import { MINUTE_MS } from '../../src/lib/durations.ts'
import { openOutage } from '../../src/outside/outage.ts'

function watched() {
  let nowMs = 0
  let backs = 0
  const outage = openOutage(
    () => {
      backs += 1
    },
    () => nowMs,
  )
  return {
    outage,
    backs: () => backs,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

test('the first answer after everything failed says that the network is back', () => {
  const { outage, backs } = watched()
  for (const host of ['server', 'youtube', 'youtube']) outage.failed(host)
  outage.worked()
  outage.worked()
  expect(backs()).toBe(1)
})

test('one host that fails while others answer is no outage', () => {
  const { outage, backs } = watched()
  for (let times = 0; times < 20; times += 1) {
    outage.failed('youtube')
    outage.failed('youtube')
    outage.worked()
  }
  expect(backs()).toBe(0)
})

test('hosts that keep failing for their own reasons are hurried once a minute at most', () => {
  const { outage, backs, pass } = watched()
  for (let seconds = 0; seconds < 600; seconds += 1) {
    outage.failed('youtube')
    outage.failed('tiktok')
    outage.worked()
    pass(1000)
  }
  expect(backs()).toBe(10)
  expect(outage.isOverSince(600 * 1000 - MINUTE_MS)).toBe(true)
  expect(outage.isOverSince(600 * 1000)).toBe(false)
})

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('what waited for the network goes on at once, and what waits for others stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agent-outage-'))
  folders.push(folder)
  const journal = openJournal(folder)
  const stamp = { sizeBytes: 1, mtimeMs: 1, ino: '1' }
  for (const [sha256, code] of [
    ['a', 'server_unreachable'],
    ['b', 'plan_limit'],
  ] as const) {
    journal.noteFile(`/${sha256}.mp4`, stamp, 0)
    const file = journal.file(`/${sha256}.mp4`)
    if (file) journal.takeFile(file, sha256, 0)
    journal.changeVideo(sha256, { code, next_at: 5000 })
  }
  goOnNow(journal, 1000)
  const due = ['a', 'b'].map(sha256 => journal.video(sha256)?.next_at)
  journal.close()
  expect(due).toEqual([1000, 5000])
  // A journal that cannot be written must not turn an answer into a failure.
  goOnNow(journal, 1000)
})
