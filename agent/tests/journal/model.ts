import {
  isEnded,
  nextPublicationStep,
  nextVideoStep,
  type PublicationStep,
} from '../../src/journal/next-step.ts'
import { isOnlyReserved } from '../../src/journal/reservations.ts'
import type { PublicationRow, VideoRow } from '../../src/journal/rows.ts'
import { NO_TROUBLE } from '../../src/journal/rows.ts'
import { Setback } from '../../src/lib/step-error.ts'
import { changeAfterSetback, changeWhenUntold } from '../../src/publish/steps/outcomes.ts'
import { againFrom } from '../../src/wishes/retry-video.ts'
import { ModelPlatform } from './model-platform.ts'
import { newPublication, newVideo } from './model-rows.ts'
import { takeModelStep } from './model-steps.ts'

type Step = Exclude<PublicationStep, 'none'>

/** From which states a step may be taken; the order in which a publication lives. */
const MAY_TAKE: Record<Step, readonly PublicationRow['state'][]> = {
  prepare: ['planned'],
  ask_consent: ['prepared', 'awaiting_review'],
  reserve: ['ready', 'confirming'],
  begin: ['reserved', 'uploading'],
  check: ['reserved', 'uploading', 'confirming'],
  cancel: [
    ...(['planned', 'prepared', 'awaiting_review', 'ready'] as const),
    ...(['reserved', 'uploading', 'confirming'] as const),
  ],
  tell: ['published', 'failed', 'unknown'],
  attach_extras: ['published'],
}

/** Where one write may lead; a write that leaves the state alone is always right. */
const MAY_BECOME: Record<PublicationRow['state'], readonly PublicationRow['state'][]> = {
  planned: ['prepared', 'failed'],
  // What is cancelled is asked about first, where the server had heard of it.
  prepared: ['awaiting_review', 'ready', 'failed', 'published', 'unknown'],
  awaiting_review: ['ready', 'failed', 'published', 'unknown'],
  // What another may have taken over keeps its session, which is asked about when it is cancelled.
  ready: ['reserved', 'uploading', 'confirming', 'published', 'unknown', 'failed'],
  reserved: ['uploading', 'confirming', 'ready', 'published', 'failed', 'unknown'],
  uploading: [
    'confirming',
    'reserved',
    'ready',
    'awaiting_review',
    'published',
    'failed',
    'unknown',
  ],
  // What is begun by nobody is reserved anew when the agent starts.
  confirming: ['reserved', 'uploading', 'ready', 'published', 'failed', 'unknown'],
  published: [],
  // Only the creator brings these back.
  failed: ['planned', 'prepared'],
  unknown: ['confirming', 'ready', 'prepared'],
}

interface Running {
  step: Step
  work: Generator<undefined, void>
}

/** One video and its publications, driven by `next-step` alone. */
export class Model {
  video = newVideo()
  rows: PublicationRow[] = []
  readonly platforms: ModelPlatform[]
  readonly #running = new Map<number, Running>()
  wasRestored = false
  #backup: { video: VideoRow; rows: PublicationRow[]; sessions: number[] } | null = null
  #nowMs = 1_700_000_000_000

  constructor(
    kinds: readonly boolean[],
    readonly dice: (sides: number) => number,
  ) {
    this.platforms = kinds.map(isLiveByLastByte => new ModelPlatform(isLiveByLastByte))
  }

  now = () => this.#nowMs

  /** What the agent does when it looks: every step that is due is started. */
  look(): void {
    this.#videoStep()
    for (const row of this.rows) {
      const step = nextPublicationStep(row, this.video, this.now())
      if (step === 'none' || this.#running.has(row.id)) continue
      this.#assertMay(step, row)
      this.#running.set(row.id, { step, work: takeModelStep(this.#at(row.id), step) })
    }
  }

  /** Takes one running step a little further; false when none runs. */
  goOn(): boolean {
    const ids = [...this.#running.keys()]
    const id = ids[this.dice(ids.length)]
    const running = id === undefined ? undefined : this.#running.get(id)
    if (id === undefined || !running) return false
    try {
      if (running.work.next().done) this.#running.delete(id)
    } catch (error) {
      this.#running.delete(id)
      if (!(error instanceof Setback)) throw error
      const change = running.step === 'tell' ? changeWhenUntold : changeAfterSetback
      this.#write(id, change(this.#row(id), error.why, this.now()))
    }
    return true
  }

  /** The process is gone; what was on its way may have arrived. */
  crash(): void {
    this.#running.clear()
    for (const row of this.rows) {
      if (isOnlyReserved(row)) this.#write(row.id, { state: 'ready', stage: null })
    }
  }

  /** Copies the journal away, as a backup does. */
  backUp(): void {
    const sessions = this.platforms.map(it => it.sessions.length)
    const { video, rows } = this
    this.#backup = structuredClone({ video, rows, sessions })
  }

  /**
   * Puts the copy back: safe where it remembers nothing of an upload, or all that was begun, and
   * has nothing to tell the server that is no longer so.
   */
  restore(): void {
    const { video, rows, sessions } = this.#backup ?? { video: null, rows: [], sessions: [] }
    if (!video) return
    const isLatest = ({ id }: PublicationRow) =>
      sessions[id] === this.platforms[id]?.sessions.length
    const isAllKnown = (row: PublicationRow) =>
      (row.session_sha256 === null || (row.session !== null && isLatest(row))) &&
      (!isEnded(row) || row.is_told === 1)
    if (!rows.every(isAllKnown)) return
    this.video = structuredClone(video)
    // A copy from before knows of no such wish.
    for (const platform of this.platforms) platform.isClosed = video.cancelled_at !== null
    this.rows = structuredClone(rows)
    this.wasRestored = true
    this.crash()
  }

  pause(isPaused: boolean): void {
    this.video.is_paused = isPaused ? 1 : 0
    for (const [id, { step }] of isPaused ? this.#running : []) {
      const isStoppable = ['ask_consent', 'reserve', 'begin', 'check'].includes(step)
      if (isStoppable && this.#row(id).stage !== 'finishing') this.#running.delete(id)
    }
  }

  /** What a platform does not have whole by now, it never gets whole. */
  cancel(): void {
    if (this.video.state === 'published' || this.video.state === 'failed') return
    for (const [id, { step }] of this.#running) {
      const isStoppable = step !== 'tell' && step !== 'attach_extras'
      if (isStoppable && this.#row(id).stage !== 'finishing') this.#running.delete(id)
    }
    for (const row of this.rows) if (!isEnded(row)) this.#write(row.id, { next_at: 0 })
    Object.assign(this.video, { ...NO_TROUBLE, next_at: 0, is_paused: 0, cancelled_at: this.now() })
    for (const platform of this.platforms) platform.isClosed = true
  }

  approve(): void {
    for (const { id, state } of this.rows) {
      if (state === 'awaiting_review') this.#write(id, { choice: '{}', next_at: 0 })
    }
  }

  retry(): void {
    if (this.video.state === 'published') return
    for (const row of this.rows) {
      const isStopped = row.state === 'failed' || row.state === 'unknown' || row.next_at > 0
      if (isStopped && row.state !== 'published') this.#write(row.id, againFrom(row))
    }
    const state = this.video.metadata ? 'described' : this.video.facts ? 'probed' : 'fingerprinted'
    const again = { ...NO_TROUBLE, state, attempts: 0, next_at: 0, cancelled_at: null }
    Object.assign(this.video, again)
    for (const platform of this.platforms) platform.isClosed = false
  }

  turnClock(byMs: number): void {
    this.#nowMs += byMs
    if (byMs > 0) return
    for (const row of [this.video, ...this.rows]) row.next_at = Math.min(row.next_at, this.now())
  }

  /** To the next date that something waits for. */
  sleep(): void {
    const dates = [this.video, ...this.rows].map(row => row.next_at).filter(at => at > this.now())
    if (dates.length > 0) this.#nowMs = Math.min(...dates)
  }

  #videoStep(): void {
    const { video, rows } = this
    const step = nextVideoStep(video, rows, this.now())
    if (step === 'none') return
    if (step !== 'finish' && this.dice(6) === 5) {
      const change = { attempts: video.attempts + 1, next_at: this.now() + 5000 }
      return void Object.assign(video, change)
    }
    if (step === 'probe') Object.assign(video, { state: 'probed', facts: '{}' })
    if (step === 'plan') {
      this.#expect(video.facts !== null, 'It is planned before it was looked at.')
      this.rows = this.platforms.map((_, index) => newPublication(index))
    }
    if (step === 'describe') Object.assign(video, { state: 'described', metadata: '[]' })
    if (step === 'finish') {
      this.#expect(rows.every(isEnded), 'It is finished before every publication has ended.')
      this.#expect(
        rows.every(row => row.is_told === 1),
        'It is finished before the server was told.',
      )
      const isPublished = rows.length > 0 && rows.every(row => row.state === 'published')
      if (video.cancelled_at === null) this.#expect(rows.length > 0, 'It went to nobody.')
      video.state = isPublished ? 'published' : 'failed'
    }
  }

  #assertMay(step: Step, row: PublicationRow): void {
    const { video } = this
    const message = `${step} on ${row.state}/${row.stage} of a video ${video.state}`
    this.#expect(MAY_TAKE[step].includes(row.state), message)
    const isSending = step === 'begin' || step === 'check' || step === 'reserve'
    if (isSending) {
      const isReady = row.rendition_path !== null && row.choice !== null && video.metadata !== null
      this.#expect(isReady, `${message}: a state was skipped`)
      this.#expect(video.is_paused === 0 || row.stage === 'finishing', `${message} while paused`)
    }
    if (step === 'begin' || step === 'check') {
      this.#expect(row.server_id !== null, `${message}: it was not reserved`)
    }
    if (step === 'begin') {
      this.#expect(row.stage === null || row.stage === 'beginning', message)
      const platform = this.platforms[row.id]
      this.#expect(platform?.mayHoldAllBytes === false, `${message}: all bytes may be there`)
    }
  }

  #at(id: number) {
    const platform = this.platforms[id]
    if (!platform) throw new Error('There is a platform for every publication.')
    const row = () => this.#row(id)
    const write = (change: Partial<PublicationRow>) => this.#write(id, change)
    const isCancelled = () => this.video.cancelled_at !== null
    return { row, write, platform, dice: this.dice, now: this.now, isCancelled }
  }

  #row(id: number): PublicationRow {
    const row = this.rows[id]
    if (!row) throw new Error('There is no such publication.')
    return row
  }

  #write(id: number, change: Partial<PublicationRow>): void {
    const row = this.#row(id)
    const to = change.state ?? row.state
    this.#expect(
      to === row.state || MAY_BECOME[row.state].includes(to),
      `It went from ${row.state} to ${to}.`,
    )
    Object.assign(row, change)
  }

  #expect(isTrue: boolean, message: string): void {
    if (!isTrue) throw new Error(message)
  }
}
