import type { PublicationStep } from '../../src/journal/next-step.ts'
import { isOnlyReserved, remembersUpload } from '../../src/journal/reservations.ts'
import type { PublicationRow } from '../../src/journal/rows.ts'
import { NO_TROUBLE } from '../../src/journal/rows.ts'
import { type Cause, Setback } from '../../src/lib/step-error.ts'
import type { Standing } from '../../src/platforms/platform.ts'
import { CANCELLED, changeAfter, type Resting } from '../../src/publish/steps/outcomes.ts'
import { type ModelPlatform, PIECES } from './model-platform.ts'

/** What a step of the model works on; the step may be dropped wherever it yields. */
export interface At {
  row(): PublicationRow
  write(change: Partial<PublicationRow>): void
  platform: ModelPlatform
  /** A number below `sides`; 0 is the answer without trouble. */
  dice(sides: number): number
  now(): number
  isCancelled(): boolean
}

type Steps = Generator<undefined, void>
type Asking = Generator<undefined, Standing>

const cause = (retry: Cause['retry']): Cause => ({
  code: 'model',
  reason: 'The model said so.',
  whoCanFix: 'wait',
  retry,
})
const late = () => new Setback(cause('backoff'))
const never = () => new Setback(cause('never'))
const OPTIONS = {
  ...{ nickname: 'n', username: 'n', privacyOptions: ['SELF_ONLY'], maxDurationMs: 1 },
  ...{ isCommentOff: true, isDuetOff: true, isStitchOff: true },
}

/** One step of one publication, as the agent takes it. */
export function* takeModelStep(at: At, step: Exclude<PublicationStep, 'none'>): Steps {
  yield
  switch (step) {
    case 'prepare':
      if (at.dice(6) === 5) throw late()
      return at.write({ ...NO_TROUBLE, state: 'prepared', rendition_path: '/r', attempts: 0 })
    case 'ask_consent':
      return askConsent(at)
    case 'reserve':
      return reserve(at)
    case 'cancel':
      return yield* cancel(at)
    case 'tell':
      if (at.dice(4) === 3) throw late()
      hear(at)
      return at.write({ is_told: 1, attempts: 0, next_at: 0 })
    case 'attach_extras':
      if (at.dice(4) === 3) throw late()
      return at.write({ extras: JSON.stringify({ cover: 'done' }) })
    default:
      return yield* advance(at, step)
  }
}

function askConsent(at: At): void {
  if (at.dice(6) === 5) throw late()
  if (at.row().choice !== null || at.dice(3) !== 2) {
    at.write({ ...NO_TROUBLE, state: 'ready', choice: '{}', attempts: 0, next_at: 0 })
    return
  }
  const said = { code: 'awaiting_review', reason: 'Choose.', who_can_fix: 'you' } as const
  at.write({ ...said, state: 'awaiting_review', choice: null, attempts: 0, next_at: 0 })
}

const reserve = (at: At): void => at.write(whenReserved(at))

function whenReserved(at: At): Partial<PublicationRow> {
  if (at.dice(5) === 4) throw late()
  const { reported } = at.platform
  const now = { ...NO_TROUBLE, server_id: 's', attempts: 0, next_at: 0 }
  const isKnown = remembersUpload(at.row()) && at.row().server_id !== null
  const isInDoubt = (reported === 'begun' || reported === 'unknown') && !isKnown
  if (reported === 'published') return { ...now, state: 'published', is_told: 1 }
  if (isInDoubt) return { ...now, state: 'unknown', reason: 'It may be live.', is_told: 1 }
  if (reported === 'failed') at.platform.reported = 'nothing'
  return { ...now, state: 'reserved' }
}

function* cancel(at: At): Steps {
  const row = at.row()
  if (row.session !== null) return yield* advance(at, 'check')
  if (row.server_id !== null && !isOnlyReserved(row)) {
    const ended = whenReserved(at)
    if (ended.state !== 'reserved') return at.write(ended)
  }
  at.platform.abandon()
  at.write(changeAfter(row, CANCELLED, at.now()))
}

function* advance(at: At, step: 'begin' | 'check'): Steps {
  let standing = step === 'begin' ? yield* begin(at) : yield* check(at)
  for (;;) {
    yield
    const mayGoOn = standing.kind === 'send' || standing.kind === 'finish'
    if (mayGoOn && at.isCancelled()) {
      at.platform.abandon()
      standing = CANCELLED
    }
    if (standing.kind === 'send' || standing.kind === 'finish') keepClaim(at)
    if (standing.kind === 'send') {
      at.write({ ...NO_TROUBLE, state: 'uploading' })
      standing = yield* send(at)
    } else if (standing.kind === 'finish') {
      at.write({ ...NO_TROUBLE, state: 'confirming' })
      standing = yield* finish(at)
    } else {
      const extras = standing.kind === 'published' && at.dice(2) === 1 ? WANTED : {}
      return at.write({ ...changeAfter(at.row(), standing, at.now()), ...extras })
    }
  }
}

const WANTED = { extras: JSON.stringify({ cover: 'wanted' }) }

/** Another device may have taken it over; then it is reserved anew before anything goes. */
function keepClaim(at: At): void {
  const { reported } = at.platform
  const isOurs = reported !== 'published' && reported !== 'failed'
  if (isOurs) at.platform.reported = 'begun'
  if (isOurs && at.dice(12) !== 11) return
  at.write({ state: 'ready' })
  throw late()
}

/** Published is final at the server. */
function hear({ row, platform }: At): void {
  const { state } = row()
  const isEnd = state === 'published' || state === 'failed' || state === 'unknown'
  if (isEnd && platform.reported !== 'published') platform.reported = state
}

function* begin(at: At): Asking {
  at.write({ state: 'uploading', stage: 'beginning', session: null })
  yield
  const luck = at.dice(8)
  if (luck === 7) throw late()
  if (luck === 6) return wait()
  if (luck === 5) return { kind: 'review', reason: 'Choose again.', options: OPTIONS }
  if (luck === 4) throw never()
  const index = at.platform.open()
  yield
  if (luck === 3) throw late()
  save(at, { index, mayBeLive: false }, 'open')
  at.write({ session_sha256: 'r' })
  return { kind: 'send', offset: 0 }
}

const wait = (): Resting => ({ kind: 'wait', reason: 'Processing.' })
const live = (): Resting => ({ kind: 'published', remoteId: 'r', url: null })

interface Written {
  index: number
  mayBeLive: boolean
}
const sessionOf = (at: At) => JSON.parse(at.row().session ?? 'null') as Written

const save = (at: At, session: Written, stage: 'open' | 'sent' | 'finishing') =>
  at.write({
    session: JSON.stringify(session),
    stage,
    attempts: 0,
    ...(stage === 'sent' && { state: 'confirming' }),
  })

function* send(at: At): Asking {
  const { platform } = at
  const { index } = sessionOf(at)
  while (platform.at(index).holds < PIECES) {
    if (platform.isLiveByLastByte && platform.at(index).holds === PIECES - 1) {
      save(at, { index, mayBeLive: true }, 'open')
      yield
    }
    const luck = at.dice(8)
    if (luck === 7) throw late()
    platform.put(index)
    yield
    if (luck === 6) throw late()
    if (platform.at(index).isGone) return yield* check(at)
  }
  save(at, { index, mayBeLive: platform.isLiveByLastByte }, 'sent')
  yield
  return yield* check(at)
}

/** Asks only. What it answers is true, or that it cannot say. */
function* check(at: At): Asking {
  const { platform } = at
  yield
  const { index, mayBeLive } = sessionOf(at)
  const session = platform.at(index)
  const luck = at.dice(9)
  if (luck === 8) throw late()
  if (luck === 7) return wait()
  if (luck === 6 && mayBeLive) return { kind: 'unknown', reason: 'It may be live.' }
  if (luck === 6 && session.holds < PIECES) platform.forget(index)
  if (luck === 5) platform.forget(index)
  if (session.isLive) return live()
  if (session.isGone) {
    const isFinal = at.dice(3) === 2
    return isFinal ? { kind: 'failed', cause: cause('never') } : restart()
  }
  return session.holds < PIECES ? { kind: 'send', offset: session.holds } : { kind: 'finish' }
}

const restart = (): Resting => ({ kind: 'restart', cause: cause('backoff') })

/** The last mutation; its answer may be lost after it was done. */
function* finish(at: At): Asking {
  const { index } = sessionOf(at)
  save(at, { index, mayBeLive: true }, 'finishing')
  yield
  const luck = at.dice(5)
  if (luck === 4) throw late()
  at.platform.publish(index)
  yield
  if (luck === 3) throw late()
  return luck === 2 ? wait() : yield* check(at)
}
