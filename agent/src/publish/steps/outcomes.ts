import type { Outcome } from '@content/api/contract'
import { NO_TROUBLE, type PublicationRow } from '../../journal/rows.ts'
import { DAY_MS, MINUTE_MS } from '../../lib/durations.ts'
import { backoffMs, type Cause, type Retry } from '../../lib/step-error.ts'
import type { Standing } from '../../platforms/platform.ts'

/** As the creator wished; trying again is the way back. */
export const CANCELLED = {
  kind: 'failed',
  cause: {
    code: 'cancelled',
    reason: 'You cancelled it before it was published there.',
    whoCanFix: 'you',
    retry: 'never',
  },
} as const satisfies Standing

type Change = Partial<PublicationRow>
/** What verbs answer when they are done for now. */
export type Resting = Exclude<Standing, { kind: 'send' } | { kind: 'finish' }>

/** It is ours to say what happens next: the platform has not yet all that it needs. */
export const mayGoOn = ({ kind }: Standing) => kind === 'send' || kind === 'finish'

const MOST_RESTARTS = 5

/** What the journal says after a verb answered; the next step follows from that alone. */
export function changeAfter(row: PublicationRow, standing: Resting, nowMs: number): Change {
  switch (standing.kind) {
    case 'wait':
      if (isStuck(row, nowMs)) return ending(row, { kind: 'unknown', reason: STUCK }, nowMs)
      return {
        ...NO_TROUBLE,
        state: row.stage === 'open' ? row.state : 'confirming',
        waiting_since: row.waiting_since ?? nowMs,
        reason: standing.reason,
        next_at: nowMs + (standing.afterMs ?? pollMs(row.attempts)),
        attempts: row.attempts + 1,
      }
    case 'restart':
      return changeToStartAgain(row, standing.cause, nowMs)
    case 'review':
      return changeToReview(standing)
    default:
      return ending(row, standing, nowMs)
  }
}

/** No platform works on a video for longer; one that still says so has lost it, or us. */
const PATIENCE_MS = DAY_MS
const STUCK = 'The platform has been processing it for more than a day. Look at the channel.'

const isStuck = ({ state, waiting_since }: PublicationRow, nowMs: number) =>
  state === 'confirming' && waiting_since !== null && nowMs - waiting_since > PATIENCE_MS

/** What the journal says after a step could not be done: later again, or the end. */
export function changeAfterSetback(row: PublicationRow, why: Cause, nowMs: number): Change {
  if (why.retry === 'never') return ending(row, { kind: 'failed', cause: why }, nowMs)
  return {
    code: why.code,
    reason: why.reason,
    who_can_fix: why.whoCanFix,
    attempts: row.attempts + 1,
    next_at: nowMs + retryMs(why.retry, row.attempts),
    speed: null,
    seconds_left: null,
  }
}

/** What ended stays as it ended; only the telling is tried again, or given up when refused. */
export function changeWhenUntold(
  row: PublicationRow,
  { code, retry }: Cause,
  nowMs: number,
): Change {
  if (retry === 'never' || code === 'conflict' || code === 'not_found') return { is_told: 1 }
  return { attempts: row.attempts + 1, next_at: nowMs + retryMs(retry, row.attempts) }
}

export const retryMs = (retry: Exclude<Retry, 'never'>, attempts: number) =>
  retry === 'backoff' ? backoffMs(attempts) : retry.afterMs

/** 1, 1.5, 2.25 … seconds, at most a minute. */
const pollMs = (polls: number) =>
  // The journal takes whole milliseconds only.
  Math.round(Math.min(1000 * 1.5 ** Math.min(polls, 20), MINUTE_MS))

function changeToReview({ reason, options }: Extract<Standing, { kind: 'review' }>): Change {
  return {
    state: 'awaiting_review',
    choice: null,
    options: JSON.stringify(options),
    stage: null,
    session: null,
    code: 'awaiting_review',
    reason,
    who_can_fix: 'you',
    next_at: 0,
  }
}

function changeToStartAgain(row: PublicationRow, cause: Cause, nowMs: number): Change {
  if (row.restarts >= MOST_RESTARTS) return ending(row, { kind: 'failed', cause }, nowMs)
  return {
    state: 'reserved',
    waiting_since: null,
    stage: null,
    session: null,
    percent: 0,
    code: cause.code,
    reason: cause.reason,
    who_can_fix: cause.whoCanFix,
    restarts: row.restarts + 1,
    attempts: 0,
    next_at: nowMs + retryMs(cause.retry === 'never' ? 'backoff' : cause.retry, row.restarts),
  }
}

type Ending = Extract<Standing, { kind: 'published' | 'failed' | 'unknown' }>

function ending(row: PublicationRow, end: Ending, nowMs: number): Change {
  return {
    ...NO_TROUBLE,
    state: end.kind,
    ...troubleOf(end),
    outcome: JSON.stringify(outcomeOf(end, nowMs)),
    ended_at: nowMs,
    // A publication the server never heard of is nothing to tell it about.
    is_told: row.server_id === null ? 1 : 0,
    attempts: 0,
    next_at: 0,
    speed: null,
    seconds_left: null,
    ...(end.kind === 'published' && {
      percent: 100,
      remote_id: end.remoteId,
      url: end.url,
      published_at: nowMs,
    }),
  }
}

function troubleOf(end: Ending): Change {
  if (end.kind === 'published') return { reason: end.note ?? null }
  if (end.kind === 'unknown') return { code: 'unknown', reason: end.reason }
  const { code, reason, whoCanFix } = end.cause
  return { code, reason, who_can_fix: whoCanFix }
}

function outcomeOf(end: Ending, nowMs: number): Outcome {
  if (end.kind === 'published') {
    const { remoteId, url } = end
    return { state: 'published', remoteId, url, publishedAt: new Date(nowMs).toISOString() }
  }
  if (end.kind === 'unknown') return { state: 'unknown', reason: end.reason.slice(0, 500) }
  const { code, reason, whoCanFix } = end.cause
  return { state: 'failed', code: code.slice(0, 100), reason: reason.slice(0, 500), whoCanFix }
}
