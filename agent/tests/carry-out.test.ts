import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Wish } from '@content/api/contract'
import type { Core } from '../src/core.ts'
import { openJournal } from '../src/journal/journal.ts'
import { answerTo, forgetAnswers, noteTold, untoldAnswers } from '../src/journal/orders.ts'
import { pausedUntil } from '../src/journal/pauses.ts'
import { carryOut } from '../src/orders/carry-out.ts'

const home = mkdtempSync(join(tmpdir(), 'agent-orders-'))
const journal = openJournal(home)
afterAll(() => {
  journal.close()
  rmSync(home, { recursive: true, force: true })
})

const NOW_MS = Date.parse('2026-06-01T12:00:00Z')
// Safe: what is ordered here asks neither server nor platform.
const core = { journal, now: () => NOW_MS } as Core
const SHA256 = 'd'.repeat(64)

let seq = 0
function heard(wish: Wish, sha256: string | null = null) {
  seq += 1
  const name = { id: crypto.randomUUID(), seq }
  return { name, order: { ...name, sha256, connectionId: null, wish } }
}

test('an order is carried out once, and answered the same whoever asks again', async () => {
  const pause = heard({ kind: 'pause', until: null })
  await carryOut(core, pause)
  expect(pausedUntil(journal, NOW_MS)).not.toBeNull()
  await carryOut(core, heard({ kind: 'resume' }))
  await carryOut(core, pause)
  expect(pausedUntil(journal, NOW_MS)).toBeNull()
  expect(untoldAnswers(journal).map(it => it.state)).toEqual(['done', 'done'])
})

test('an order that cannot be done changes nothing, and says why', async () => {
  const over = heard({ kind: 'pause', until: '2020-01-01T00:00:00Z' })
  await carryOut(core, over)
  expect(answerTo(journal, over.name.id)).toMatchObject({ state: 'refused' })
  expect(answerTo(journal, over.name.id)?.reason).toContain('is over')
  const strange = heard({ kind: 'retry' }, SHA256)
  await carryOut(core, strange)
  expect(answerTo(journal, strange.name.id)?.reason).toContain('does not know that video')
  expect(pausedUntil(journal, NOW_MS)).toBeNull()
})

test('a change and its answer are written in one commit or not at all', async () => {
  const pause = heard({ kind: 'pause', until: null })
  journal.db.run(`create trigger full before insert on device_order
    begin select raise(abort, 'database or disk is full'); end`)
  await expect(carryOut(core, pause)).rejects.toThrow('full')
  journal.db.run('drop trigger full')
  expect(pausedUntil(journal, NOW_MS)).toBeNull()
  expect(answerTo(journal, pause.name.id)).toBeNull()
})

test('a newer server’s order is refused, and what was told is forgotten in time', async () => {
  const name = { id: crypto.randomUUID(), seq: 99 }
  await carryOut(core, { name, order: null })
  expect(answerTo(journal, name.id)?.reason).toContain('too old')
  noteTold(journal, name.id)
  forgetAnswers(journal, NOW_MS)
  expect(answerTo(journal, name.id)).not.toBeNull()
  forgetAnswers(journal, NOW_MS + 1)
  expect(answerTo(journal, name.id)).toBeNull()
})
