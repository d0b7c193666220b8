import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { type Breaker, breakerOf, closeBreaker, writeBreaker } from '../../journal/breaker-rows.ts'
import type { Journal } from '../../journal/journal.ts'
import type { PublicationRow } from '../../journal/rows.ts'
import { localTime } from '../../journal/schedule.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import type { Reply, Wire } from '../../platforms/http.ts'
import { clientOf } from '../../platforms/index.ts'

const MOST_FAILURES = 5
/** Five failures may be one short outage seen by several videos at once. */
const FIRST_PAUSE_MS = MINUTE_MS / 4
const LONGEST_PAUSE_MS = 15 * MINUTE_MS
/** So long one try may take before the next one is made; its first answer settles it sooner. */
const TRIAL_MS = MINUTE_MS

/** 15, 30, 60 … seconds from the fifth failure on, at most a quarter of an hour, give or take. */
export function afterFailure(
  { failures, open_until }: Breaker,
  nowMs: number,
  random: () => number = Math.random,
): Breaker {
  const count = failures + 1
  if (count < MOST_FAILURES) return { failures: count, open_until }
  const pause = Math.min(
    FIRST_PAUSE_MS * 2 ** Math.min(count - MOST_FAILURES, 10),
    LONGEST_PAUSE_MS,
  )
  return { failures: count, open_until: nowMs + Math.round(pause * (0.75 + random() / 2)) }
}

/** Is it to be left alone? A date too far off was written by a clock that has been set back. */
export const isOpen = ({ failures, open_until }: Breaker, nowMs: number) =>
  failures >= MOST_FAILURES && open_until > nowMs && open_until - nowMs < 2 * LONGEST_PAUSE_MS

type Held = Pick<Journal, 'db' | 'atomically'>

const CODE = 'platform_down'

/** Null: go ahead. Else how long to wait. After a pause exactly one may go ahead. */
export function heldUntil(journal: Held, connectionId: string, nowMs: number): number | null {
  if (breakerOf(journal, connectionId).failures < MOST_FAILURES) return null
  return journal.atomically(() => {
    const now = breakerOf(journal, connectionId)
    if (now.failures < MOST_FAILURES) return null
    if (isOpen(now, nowMs)) return now.open_until
    writeBreaker(journal, connectionId, { ...now, open_until: nowMs + TRIAL_MS })
    return null
  })
}

/** What the journal says of a publication that has to wait for its platform. */
export function changeWhenHeld({ platform }: PublicationRow, untilMs: number) {
  const next = `It is tried again ${localTime(untilMs)}.`
  return {
    code: CODE,
    reason: `${PLATFORM_NAMES[platform]} fails again and again. ${next}`,
    who_can_fix: 'wait',
    next_at: untilMs,
  } satisfies Partial<PublicationRow>
}

interface Watched {
  core: { journal: Held }
  row: Pick<PublicationRow, 'connection_id' | 'platform'>
}

/** The same wire; what the platform answers on it is counted. */
export function underBreaker({ core: { journal }, row }: Watched, wire: Wire): Wire {
  return {
    ...wire,
    call: async call => {
      try {
        const reply = await wire.call(call)
        if (isBusy(row.platform, reply)) noteFailure(journal, row.connection_id, wire.now())
        else noteSuccess(journal, row.connection_id)
        return reply
      } catch (error) {
        // Being offline or behind a sign-in page says nothing about the platform.
        const isTheirs = error instanceof Setback && error.why.code === 'network'
        if (isTheirs) noteFailure(journal, row.connection_id, wire.now())
        throw error
      }
    },
  }
}

function isBusy(platform: Platform, reply: Reply): boolean {
  if (reply.status === 429 || reply.status >= 500) return true
  const { busyCodes, codeOf } = clientOf(platform)
  return busyCodes.test(codeOf(reply.text) ?? '')
}

function noteFailure(journal: Held, connectionId: string, nowMs: number): void {
  journal.atomically(() => {
    writeBreaker(journal, connectionId, afterFailure(breakerOf(journal, connectionId), nowMs))
  })
}

function noteSuccess(journal: Held, connectionId: string): void {
  // Nearly every answer is a success after a success: that costs one read.
  if (breakerOf(journal, connectionId).failures === 0) return
  journal.atomically(() => {
    closeBreaker(journal, connectionId, CODE)
  })
}
