import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '../../src/core.ts'
import { type Journal, openJournal } from '../../src/journal/journal.ts'
import { Setback } from '../../src/lib/step-error.ts'
import { takeStep } from '../../src/publish/steps/publication-steps.ts'
import { approvePublication } from '../../src/wishes/approve-publication.ts'
import { cancelVideo } from '../../src/wishes/cancel-video.ts'
import { retryVideo } from '../../src/wishes/retry-video.ts'

const VIDEO = 'a'

/** A journal whose one video goes to these channels and was cancelled. */
async function withCancelled(
  states: Record<string, string>,
  look: (journal: Journal) => void | Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'cancelled-'))
  const journal = openJournal(home)
  try {
    journal.db.run(
      `insert into video (sha256, path, size_bytes, mtime_ms, ino, state, found_at)
       values ('${VIDEO}', '/sunset.mp4', 1, 1, '1', 'described', 1)`,
    )
    const insert = journal.db.query(
      `insert into publication (sha256, connection_id, platform, label, rule, state, next_at,
         who_can_fix) values ('${VIDEO}', ?, 'youtube', '', '{}', ?, 0, 'you')`,
    )
    for (const [channel, state] of Object.entries(states)) insert.run(channel, state)
    cancelVideo(journal, videoIn(journal), 1)
    await look(journal)
  } finally {
    journal.close()
    rmSync(home, { recursive: true, force: true })
  }
}

function videoIn(journal: Journal) {
  const video = journal.video(VIDEO)
  if (!video) throw new Error('There is no such video.')
  return video
}

test('one channel is tried again only once nothing goes out at another by that', async () => {
  await withCancelled({ ended: 'failed', ending: 'uploading' }, journal => {
    const again = () => retryVideo(journal, videoIn(journal), 'ended')
    expect(again).toThrow('still being cancelled')
    expect(videoIn(journal).cancelled_at).toBe(1)
    for (const { id } of journal.publicationsOf(VIDEO)) {
      journal.changePublication(id, { state: 'failed' })
    }
    expect(again()).toBe(1)
    expect(videoIn(journal).cancelled_at).toBeNull()
    expect(journal.publicationsOf(VIDEO).map(it => it.state)).toEqual(['planned', 'failed'])
  })
})

test('a yes does not count while it is cancelled', async () => {
  await withCancelled({ refused: 'failed' }, journal => {
    for (const row of journal.publicationsOf(VIDEO)) {
      const approve = () => approvePublication(journal, row, { platform: 'youtube' })
      expect(approve).toThrow('You cancelled that video')
      expect(journal.publication(row.id)?.state).toBe('failed')
    }
  })
})

test('without its channel it ends all the same, in doubt only where it may be live', async () => {
  const begun = { uri: 'https://127.0.0.1/u', startedAt: 1, confirmedBytes: 0, video: null }
  const sent = (mayBeComplete: boolean) => JSON.stringify({ ...begun, mayBeComplete, goneAt: null })
  const states = { part: 'uploading', all: 'uploading', old: 'ready', reserved: 'reserved' }
  await withCancelled(states, async journal => {
    const lost = async () => {
      const reason = 'It is no longer connected.'
      throw new Setback({ code: 'connection_lost', reason, whoCanFix: 'you', retry: 'backoff' })
    }
    // Safe cast: nobody else is asked.
    const core = { journal, grants: { grant: lost }, now: () => 2 } as unknown as Core
    for (const [index, session] of [sent(false), sent(true), null, null].entries()) {
      const id = journal.publicationsOf(VIDEO)[index]?.id ?? 0
      const stage = session === null ? null : 'open'
      journal.changePublication(id, { server_id: 's', session, stage })
      const row = journal.publication(id)
      if (!row) throw new Error('There is no such publication.')
      const { signal } = new AbortController()
      await takeStep({ core, row, video: videoIn(journal), signal }, 'cancel')
    }
    const ends = journal.publicationsOf(VIDEO).map(({ state, is_told }) => ({ state, is_told }))
    expect(ends).toEqual([
      { state: 'failed', is_told: 0 },
      { state: 'unknown', is_told: 0 },
      { state: 'unknown', is_told: 1 },
      { state: 'failed', is_told: 0 },
    ])
  })
})
