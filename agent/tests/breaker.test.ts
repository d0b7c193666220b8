import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLOSED } from '../src/journal/breaker-rows.ts'
import { openJournal } from '../src/journal/journal.ts'
import { MINUTE_MS } from '../src/lib/durations.ts'
import { Setback } from '../src/lib/step-error.ts'
import type { Reply } from '../src/platforms/http.ts'
import { afterFailure, heldUntil, isOpen, underBreaker } from '../src/publish/brakes/breaker.ts'

const home = mkdtempSync(join(tmpdir(), 'breaker-'))
const journal = openJournal(home)
afterAll(() => {
  journal.close()
  rmSync(home, { recursive: true, force: true })
})

/** Small and the same everywhere, so that a seed that failed can be tried again. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const reply = (status: number, text = ''): Reply => ({ status, headers: new Headers(), text })
const call = { method: 'GET', url: 'https://platform.test/', auth: 'none' } as const

/** One connection whose platform answers what the test says, at the time the test says. */
function connectionAt(clock: { nowMs: number }) {
  const row = { connection_id: crypto.randomUUID(), platform: 'youtube' as const }
  const talk = async (answer: Reply | Setback) => {
    const wire = {
      now: () => clock.nowMs,
      partBytes: () => 1000,
      call: async () => {
        if (answer instanceof Setback) throw answer
        return answer
      },
    }
    await underBreaker({ core: { journal }, row }, wire)
      .call(call)
      .catch(() => undefined)
  }
  return { talk, held: () => heldUntil(journal, row.connection_id, clock.nowMs) }
}

const broken = (code: string) =>
  new Setback({ code, reason: 'Broken.', whoCanFix: 'wait', retry: 'backoff' })

test('pauses start with the fifth failure, double, and stay within a quarter of an hour', () => {
  const seed = Date.now() % 100_000
  const random = numbersFrom(seed)
  for (let run = 0; run < 200; run++) {
    let breaker = CLOSED
    let nowMs = random() * 1e12
    for (let count = 1; count <= 30; count++) {
      breaker = afterFailure(breaker, nowMs, random)
      const wanted = Math.min(2 ** (count - 5) / 4, 15) * MINUTE_MS
      const pause = breaker.open_until - nowMs
      const said = `seed ${seed}, failure ${count}: ${pause} ms`
      if (count < 5) expect(isOpen(breaker, nowMs), said).toBe(false)
      else {
        expect(pause, said).toBeGreaterThanOrEqual(wanted * 0.75 - 1)
        expect(pause, said).toBeLessThanOrEqual(wanted * 1.25 + 1)
        expect(isOpen(breaker, breaker.open_until), said).toBe(false)
        expect(isOpen(breaker, nowMs - 365 * 1440 * MINUTE_MS), said).toBe(false)
      }
      nowMs = Math.max(nowMs, breaker.open_until) + random() * 1000
    }
  }
})

test('whatever happens, it is held only after five failures in a row', async () => {
  const seed = Date.now() % 100_000
  const random = numbersFrom(seed)
  const clock = { nowMs: Date.parse('2026-11-22T10:00:00Z') }
  const it = connectionAt(clock)
  let inARow = 0
  for (let step = 0; step < 400; step++) {
    clock.nowMs += Math.round(random() * 5 * MINUTE_MS)
    if (it.held() === null) {
      const isFailure = random() < 0.8
      await it.talk(reply(isFailure ? 503 : 200))
      inARow = isFailure ? inARow + 1 : 0
    }
    const untilMs = it.held()
    const said = `seed ${seed}, step ${step}`
    if (inARow < 5) expect(untilMs, said).toBeNull()
    else expect(untilMs ?? 0, said).toBeLessThanOrEqual(clock.nowMs + 18.75 * MINUTE_MS)
  }
})

test('after a pause one goes ahead, and its success lets all the others go', async () => {
  const clock = { nowMs: Date.parse('2026-11-22T10:00:00Z') }
  const it = connectionAt(clock)
  for (let count = 0; count < 5; count++) await it.talk(broken('network'))
  const untilMs = it.held() ?? 0
  expect(untilMs).toBeGreaterThan(clock.nowMs)
  clock.nowMs = untilMs
  expect(it.held()).toBeNull()
  expect(it.held()).not.toBeNull()
  await it.talk(reply(308))
  expect(it.held()).toBeNull()
})

test('being offline is no failure of the platform, nor is a refusal', async () => {
  const it = connectionAt({ nowMs: Date.now() })
  for (let count = 0; count < 9; count++) await it.talk(broken('offline'))
  expect(it.held()).toBeNull()
  for (let count = 0; count < 9; count++) await it.talk(reply(403))
  expect(it.held()).toBeNull()
  const busy = JSON.stringify({ error: { errors: [{ reason: 'rateLimitExceeded' }] } })
  for (let count = 0; count < 5; count++) await it.talk(reply(403, busy))
  expect(it.held()).not.toBeNull()
})
