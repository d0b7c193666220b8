import type { Outcome } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow } from '../journal/rows.ts'
import { asked } from '../outside/server.ts'
import type { Standing } from './publisher.ts'
import { backoffMs, type Cause, type Retry } from './setback.ts'

const MOST_RESTARTS = 5

/** Writes down where a publication stands; the next step follows from that alone. */
export function recordStanding(core: Core, id: number, standing: Standing): void {
  const { journal } = core
  const row = journal.publication(id)
  if (!row) return
  switch (standing.kind) {
    case 'wait': {
      const next_at = core.now() + (standing.afterMs ?? pollMs(row.attempts))
      const attempts = row.attempts + 1
      const state = row.stage === 'open' ? row.state : 'confirming'
      const { reason } = standing
      return journal.changePublication(id, { ...NO_TROUBLE, state, reason, next_at, attempts })
    }
    case 'published':
      return end(core, row, {
        state: 'published',
        remoteId: standing.remoteId,
        url: standing.url,
        note: standing.note ?? null,
      })
    case 'failed':
      return end(core, row, { state: 'failed', cause: standing.cause })
    case 'unknown':
      return end(core, row, { state: 'unknown', reason: standing.reason })
    case 'restart':
      return startAgain(core, row, standing.cause)
    case 'review':
      return journal.changePublication(id, {
        state: 'awaiting_review',
        choice: null,
        options: JSON.stringify(standing.options),
        stage: null,
        session: null,
        code: 'choose',
        reason: standing.reason,
        who_can_fix: 'you',
        next_at: 0,
      })
  }
}

/** A step that could not be done: later again, or the end. */
export function recordSetback(core: Core, row: PublicationRow, why: Cause): void {
  if (why.retry === 'never') return end(core, row, { state: 'failed', cause: why })
  core.journal.changePublication(row.id, {
    code: why.code,
    reason: why.reason,
    who_can_fix: why.whoCanFix,
    attempts: row.attempts + 1,
    next_at: core.now() + retryMs(why.retry, row.attempts),
    speed: null,
    seconds_left: null,
  })
}

/** What ended stays as it ended; only the telling is tried again, or given up when refused. */
export function recordUntold(core: Core, row: PublicationRow, { retry }: Cause): void {
  const change =
    retry === 'never'
      ? { is_told: 1 }
      : { attempts: row.attempts + 1, next_at: core.now() + retryMs(retry, row.attempts) }
  core.journal.changePublication(row.id, change)
}

export const retryMs = (retry: Exclude<Retry, 'never'>, attempts: number) =>
  retry === 'backoff' ? backoffMs(attempts) : retry.afterMs

/** 1, 1.5, 2.25 … seconds, at most a minute. */
const pollMs = (polls: number) => Math.min(1000 * 1.5 ** Math.min(polls, 20), 60_000)

function startAgain(core: Core, row: PublicationRow, cause: Cause): void {
  if (row.restarts >= MOST_RESTARTS) {
    return end(core, row, { state: 'failed', cause: { ...cause, retry: 'never' } })
  }
  core.journal.changePublication(row.id, {
    state: 'reserved',
    stage: null,
    session: null,
    percent: 0,
    code: cause.code,
    reason: cause.reason,
    who_can_fix: cause.whoCanFix,
    restarts: row.restarts + 1,
    attempts: 0,
    next_at: core.now() + retryMs(cause.retry === 'never' ? 'backoff' : cause.retry, row.restarts),
  })
}

type Ending =
  | { state: 'published'; remoteId: string; url: string | null; note: string | null }
  | { state: 'failed'; cause: Cause }
  | { state: 'unknown'; reason: string }

function end(core: Core, row: PublicationRow, ending: Ending): void {
  const outcome = outcomeOf(ending, core.now())
  core.journal.changePublication(row.id, {
    state: ending.state,
    code: ending.state === 'failed' ? ending.cause.code : null,
    reason: reasonOf(ending),
    who_can_fix: ending.state === 'failed' ? ending.cause.whoCanFix : null,
    outcome: JSON.stringify(outcome),
    // A publication the server never heard of is nothing to tell it about.
    is_told: row.server_id === null ? 1 : 0,
    attempts: 0,
    next_at: 0,
    speed: null,
    seconds_left: null,
    ...(ending.state === 'published' && {
      percent: 100,
      remote_id: ending.remoteId,
      url: ending.url,
      published_at: core.now(),
    }),
  })
}

function reasonOf(ending: Ending): string | null {
  if (ending.state === 'published') return ending.note
  return ending.state === 'failed' ? ending.cause.reason : ending.reason
}

function outcomeOf(ending: Ending, nowMs: number): Outcome {
  if (ending.state === 'published') {
    const { remoteId, url } = ending
    const publishedAt = new Date(nowMs).toISOString()
    return { state: 'published', remoteId, url, publishedAt }
  }
  if (ending.state === 'unknown') return { state: 'unknown', reason: ending.reason.slice(0, 500) }
  const { code, reason, whoCanFix } = ending.cause
  return { state: 'failed', code: code.slice(0, 100), reason: reason.slice(0, 500), whoCanFix }
}

/** Tells the server how it ended. The key names this very ending, so telling twice is telling once. */
export async function tellServer(
  core: Core,
  row: PublicationRow,
  signal: AbortSignal,
): Promise<void> {
  if (row.server_id && row.outcome) {
    const digest = new Bun.CryptoHasher('sha256').update(row.outcome).digest('hex').slice(0, 16)
    const call = core.server.analytics.track.mutate(
      {
        idempotencyKey: `${row.server_id}:${row.state}:${digest}`,
        publicationId: row.server_id,
        // Safe cast: written by `outcomeOf` alone.
        outcome: JSON.parse(row.outcome) as Outcome,
      },
      { signal },
    )
    await asked(call, signal)
  }
  core.journal.changePublication(row.id, { is_told: 1, attempts: 0, next_at: 0 })
}
