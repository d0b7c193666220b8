import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { MINUTE_MS } from '../../lib/time.ts'
import {
  type InLine,
  inOrder,
  KEPT_MS,
  pacificDay,
  pacificMidnight,
  turnOf,
  type Usage,
} from './turn.rules.ts'

const now = new Date('2026-11-22T20:00:00Z')
const at = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS)

const one = (workspaceId: string, publicationId: string, askedAt = now): InLine => ({
  workspaceId,
  publicationId,
  askedAt,
  seenAt: now,
})

/** Lines of a few workspaces that want between nothing and a dozen videos each. */
const lines = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: -900, max: 0 })), {
    maxLength: 60,
  })
  .map(asks => asks.map(([who, asked], index) => one(`w${who}`, `p${index}`, at(asked))))
const usages = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 })
  .map(
    counts =>
      new Map<string, Usage>(
        counts.map((today, who) => [`w${who}`, { today, unsent: 0, lastAt: null }]),
      ),
  )
const NOTHING: Usage = { today: 0, unsent: 0, lastAt: null }
const limits = fc.integer({ min: 0, max: 40 })

/** Serves the line as the server does: each asks, and whoever may takes. */
function served(line: InLine[], { limit, usage }: { limit: number; usage: Map<string, Usage> }) {
  const counted = new Map(usage)
  let waiting = line
  let taken = 0
  for (let again = true; again; ) {
    const next = waiting.find(
      me => turnOf(waiting, me, { limit, taken, usage: counted, now, isShared: false }) === null,
    )
    again = next !== undefined
    if (!next) break
    const { today, lastAt } = counted.get(next.workspaceId) ?? NOTHING
    counted.set(next.workspaceId, { today: today + 1, unsent: 0, lastAt })
    waiting = waiting.filter(other => other !== next)
    taken += 1
  }
  return { counted, waiting, taken }
}

test('the limit is never passed, and no place is left while someone waits', () => {
  fc.assert(
    fc.property(lines, limits, usages, (line, limit, usage) => {
      expect(served(line, { limit, usage }).taken).toBe(Math.min(limit, line.length))
    }),
  )
})

test('in whatever order they come, the same ones are served when each asks once', () => {
  fc.assert(
    fc.property(fc.tuple(lines, limits, usages), fc.integer(), ([line, limit, usage], seed) => {
      const counted = new Map(usage)
      let waiting = line
      let taken = 0
      const asking = line.toSorted((a, b) => mixed(a, seed) - mixed(b, seed))
      for (const me of asking) {
        if (turnOf(waiting, me, { limit, taken, usage: counted, now, isShared: false }) !== null)
          continue
        const { today, lastAt } = counted.get(me.workspaceId) ?? NOTHING
        counted.set(me.workspaceId, { today: today + 1, unsent: 0, lastAt })
        waiting = waiting.filter(other => other !== me)
        taken += 1
      }
      expect(taken).toBe(Math.min(limit, line.length))
    }),
  )
})

const mixed = ({ publicationId }: InLine, seed: number) =>
  (Number(publicationId.slice(1)) * 7919 + seed) % 1009

test('nobody was served beyond someone who still waits by more than one', () => {
  fc.assert(
    fc.property(lines, limits, usages, (line, limit, usage) => {
      const { counted, waiting } = served(line, { limit, usage })
      const today = (who: string) => counted.get(who)?.today ?? 0
      for (const { workspaceId } of waiting) {
        for (const [who, { today: theirs }] of counted) {
          const wasServed = theirs > (usage.get(who)?.today ?? 0)
          if (wasServed) expect(theirs).toBeLessThanOrEqual(today(workspaceId) + 1)
        }
      }
    }),
  )
})

test('nobody starves: of W who wait each is served within W / limit days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (many, limit) => {
      const lastAt = new Map<string, Date>()
      for (let day = 1; day <= Math.ceil((many + 1) / limit); day++) {
        // The greedy ones asked long ago and want more than they will ever get.
        const greedy = Array.from({ length: many * 40 }, (_, i) =>
          one(`w${i % many}`, `g${i}`, at(-9999)),
        )
        const line = [...greedy, one('late', 'late', now)]
        const usage = new Map(
          [...lastAt].map(([who, last]) => [who, { today: 0, unsent: 0, lastAt: last }]),
        )
        for (const { workspaceId } of inOrder(line, usage).slice(0, limit)) {
          lastAt.set(workspaceId, at(day * 1440))
        }
      }
      expect(lastAt.has('late')).toBe(true)
    }),
  )
})

test('whatever one workspace takes of a shared day, who comes later finds a share of it', () => {
  const asks = fc.array(fc.boolean(), { maxLength: 120 })
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 100 }), asks, (limit, sends) => {
      let mine = { ...NOTHING }
      const day = () => ({ limit, taken: mine.today, usage: new Map([['w', mine]]), now })
      for (const isSent of sends) {
        const queue = turnOf([], one('w', 'p'), { ...day(), isShared: true })
        if (queue === null) mine = { ...mine, today: mine.today + 1, unsent: mine.unsent + 1 }
        if (isSent) mine = { ...mine, unsent: 0 }
      }
      const left = limit - mine.today
      expect(left).toBeGreaterThanOrEqual(Math.floor(limit / 2) - 1)
      const line = [...sends.map((_, n) => one('w', `p${n}`, at(-99))), one('late', 'late')]
      expect(turnOf(line, one('late', 'late'), { ...day(), isShared: true })).toBeNull()
    }),
  )
})

test('a workspace of its own takes what nobody else wants', () => {
  const line = Array.from({ length: 30 }, (_, i) => one('w', `p${i}`))
  expect(served(line, { limit: 100, usage: new Map() })).toMatchObject({ taken: 30 })
})

test('a free place is kept an hour for someone ahead, and no longer', () => {
  const ahead = one('other', 'a', at(-600))
  const me = one('me', 'b')
  const day = { limit: 1, taken: 0, usage: new Map(), now, isShared: false }
  const seen = (minutes: number) => ({ ...ahead, seenAt: at(minutes) })
  expect(turnOf([seen(-59), me], me, day)).toEqual({
    position: 2,
    nextTurnAt: '2026-11-22T21:00:00.000Z',
  })
  expect(turnOf([seen(-60), me], me, day)).toBeNull()
})

test('the line of the night before is expected from midnight on, in its order', () => {
  const midnight = pacificMidnight(now, 1)
  const ahead = one('other', 'a', at(-600))
  const me = { ...one('me', 'b'), seenAt: midnight }
  const soon = new Date(midnight.getTime() + KEPT_MS - 1)
  const day = { limit: 1, taken: 0, usage: new Map(), now: soon, isShared: false }
  expect(turnOf([ahead, me], me, day)).toMatchObject({ position: 2 })
  expect(turnOf([ahead, me], me, { ...day, now: new Date(soon.getTime() + 1) })).toBeNull()
})

test('who gets no place today reads which day it will be, whatever others had today', () => {
  const line = [0, 1, 2, 3, 4].map(i => one('w', `p${i}`, at(i)))
  const usage = new Map([['w', { today: 2, unsent: 0, lastAt: now }]])
  const day = { limit: 2, taken: 2, usage, now, isShared: false }
  expect(line.map(me => turnOf(line, me, day))).toEqual([
    { position: 1, nextTurnAt: '2026-11-23T08:00:00.000Z' },
    { position: 2, nextTurnAt: '2026-11-23T08:00:00.000Z' },
    { position: 3, nextTurnAt: '2026-11-24T08:00:00.000Z' },
    { position: 4, nextTurnAt: '2026-11-24T08:00:00.000Z' },
    { position: 5, nextTurnAt: '2026-11-25T08:00:00.000Z' },
  ])
})

test('a day begins at midnight in California, on the days when the clocks change too', () => {
  const next = (text: string) => pacificMidnight(new Date(text), 1).toISOString()
  expect(next('2026-03-07T12:00:00Z')).toBe('2026-03-08T08:00:00.000Z')
  expect(next('2026-03-08T12:00:00Z')).toBe('2026-03-09T07:00:00.000Z')
  expect(next('2026-11-01T12:00:00Z')).toBe('2026-11-02T08:00:00.000Z')
  expect(next('2026-12-31T12:00:00Z')).toBe('2027-01-01T08:00:00.000Z')
  expect(pacificDay(new Date('2026-11-23T07:59:59.999Z'))).toBe('2026-11-22')
  expect(pacificDay(new Date('2026-11-23T08:00:00Z'))).toBe('2026-11-23')
})
