import { type Connection, faultRow, PLATFORM_NAMES, traitsOf } from '@content/api/contract'
import type { Core } from '../../core.ts'
import { installationOf } from '../../journal/installation.ts'
import {
  choiceOf,
  NO_TROUBLE,
  type PublicationRow,
  ruleOf,
  type Stage,
  type VideoRow,
  wordsOf,
} from '../../journal/rows.ts'
import { heldElsewhere, Setback } from '../../lib/step-error.ts'
import { callServer } from '../../outside/server.ts'
import { wordsFor } from '../../platforms/consent.ts'
import { openWire, type Wire } from '../../platforms/http.ts'
import { clientOf, consentFor } from '../../platforms/index.ts'
import { openMeter } from '../../platforms/meter.ts'
import { isStanding, type Job, type Marks, type Standing } from '../../platforms/platform.ts'
import { assertRendition, contentTypeOf } from '../../platforms/source.ts'
import { underBreaker } from '../brakes/breaker.ts'
import { wantedExtras } from './attach-extras.ts'
import { CANCELLED, changeAfter, mayGoOn } from './outcomes.ts'
import { type Place, placeOf } from './place.ts'
import { factsOf } from './video-facts.ts'

const WRITE_EVERY_MS = 400
const LEAP_PERCENT = 5
const REPORT_EVERY_MS = 2000

export interface Task {
  core: Core
  row: PublicationRow
  video: VideoRow
  signal: AbortSignal
}

/** A task that ends at once when the server says that another device has taken it over. */
interface Held extends Task {
  taken: AbortController
}

/** Takes a reserved publication as far as it goes now; each remote step is on disk before it. */
export async function advance(begun: Task, step: 'begin' | 'check'): Promise<void> {
  const taken = new AbortController()
  const task = { ...begun, taken, signal: AbortSignal.any([begun.signal, taken.signal]) }
  const { core, row } = task
  const connection = await connectionFor(task, step)
  const job = jobOf(task, connection)
  const wire = underBreaker(task, wireFor(task))
  const marks = marksFor(task)
  const { verbs } = await placeOf(core, row)
  const session = () => verbs.readSession(core.journal.publication(row.id)?.session ?? 'null')
  let standing =
    step === 'begin'
      ? await begin(task, job, { verbs, wire })
      : await check(task, { job, session: session() }, { verbs, wire, marks })
  for (;;) {
    if (mayGoOn(standing) && isCancelled(task)) standing = CANCELLED
    if (standing.kind === 'send' && holdsOtherBytes(task)) standing = otherBytes()
    if (mayGoOn(standing)) await keepClaim(task)
    if (standing.kind === 'send') {
      if (step === 'begin' || row.state !== 'uploading') note(core, row.id, 'uploading')
      const { offset } = standing
      standing = await verbs.send({ job, session: session(), offset }, wire, marks)
    } else if (standing.kind === 'finish') {
      note(core, row.id, 'confirming')
      standing = await verbs.finish({ job, session: session() }, wire, marks)
    } else {
      const now = core.journal.publication(row.id) ?? row
      const isBegun = standing.kind === 'wait' && now.stage !== 'beginning'
      if (isBegun && now.stage === 'open') void report(task, 'uploading', now.percent)
      else if (isBegun) void report(task, 'confirming', 100)
      core.journal.changePublication(row.id, {
        ...changeAfter(now, standing, core.now()),
        ...(standing.kind === 'published' && { extras: wantedExtras(row, task.video) }),
      })
      return
    }
  }
}

const isCancelled = ({ core, video }: Task) =>
  core.journal.video(video.sha256)?.cancelled_at !== null

/** A place that lapsed before a byte was sent is asked for again. */
async function connectionFor({ core, row }: Task, step: string): Promise<Connection> {
  try {
    const wanted = { id: row.connection_id, platform: row.platform }
    return (await core.grants.grant(wanted)).connection
  } catch (error) {
    if (!isConflict(error) || step !== 'begin') throw error
    core.journal.changePublication(row.id, { state: 'ready' })
    throw new Setback({ ...error.why, whoCanFix: 'wait', retry: 'backoff' })
  }
}

/** The file was prepared anew since the session was begun: half of each would be neither. */
function holdsOtherBytes({ core, row }: Task): boolean {
  const { session_sha256 } = core.journal.publication(row.id) ?? row
  return session_sha256 !== row.rendition_sha256
}

const otherBytes = (): Standing => ({
  kind: 'restart',
  cause: {
    code: 'rendition_new',
    reason: 'The file was prepared anew; it is sent from the start.',
    whoCanFix: 'wait',
    retry: 'backoff',
  },
})

const note = (core: Core, id: number, state: 'uploading' | 'confirming') =>
  core.journal.changePublication(id, { ...NO_TROUBLE, state })

interface Asking extends Pick<Place, 'verbs'> {
  wire: Wire
}

/** Asks where it stands. A platform that will not say has not said that it failed. */
async function check(
  { row }: Task,
  { job, session }: { job: Job; session: object },
  { verbs, wire, marks }: Asking & { marks: Marks<object> },
): Promise<Standing> {
  const stage = row.stage ?? 'open'
  // Asking would only tell that the video is there, not whether it was made public.
  if (stage === 'finishing' && !traitsOf(row.platform).canFindLost) return neverTold(row)
  try {
    return await verbs.check({ job, session, stage }, wire, marks)
  } catch (error) {
    const isFinal = error instanceof Setback && error.why.retry === 'never'
    if (!isFinal || !verbs.mayBeLive(session, stage)) throw error
    return { kind: 'unknown', reason: `It may be published. ${error.why.reason}` }
  }
}

const neverTold = ({ platform }: PublicationRow): Standing => ({
  kind: 'unknown',
  reason: `${PLATFORM_NAMES[platform]} did not say whether it published it, and cannot be asked.`,
})

async function begin({ core, row }: Task, job: Job, { verbs, wire }: Asking): Promise<Standing> {
  await job.assertUnchanged()
  const change = { state: 'uploading', stage: 'beginning', session: null } as const
  core.journal.changePublication(row.id, change)
  const begun = await verbs.begin(job, wire).catch((error: unknown) => {
    throw whileNothingWasSent(row, error)
  })
  if (isStanding(begun)) return begun
  core.journal.changePublication(row.id, {
    ...{ session: JSON.stringify(begun), stage: 'open', attempts: 0 },
    session_sha256: row.rendition_sha256,
  })
  return { kind: 'send', offset: 0 }
}

const MOST_TRIES = 10

/** A refusal that nobody wrote down, before the first byte: it is tried again for ten minutes. */
function whileNothingWasSent({ platform, attempts }: PublicationRow, error: unknown): unknown {
  const isFinal = error instanceof Setback && error.why.retry === 'never'
  if (!isFinal || attempts >= MOST_TRIES) return error
  const { code, reason } = error.why
  const isKnown = faultRow(platform, code) !== null && !code.startsWith('http_')
  return isKnown ? error : new Setback({ code, reason, whoCanFix: 'wait', retry: 'backoff' })
}

function jobOf({ core, row, video }: Task, connection: Connection): Job {
  const choice = choiceOf(row)
  const rule = ruleOf(row)
  // What a platform offers just then is asked anew by its own `begin`.
  const consent = consentFor(rule, choice, null)
  const words = wordsFor(wordsOf(video, row), choice, rule)
  if (consent.kind === 'needed' || !words || !row.rendition_path || row.rendition_bytes === null) {
    throw new Setback({
      code: 'no_consent',
      reason: consent.kind === 'needed' ? consent.reason : 'The words or the file are missing.',
      whoCanFix: 'you',
      retry: 'never',
    })
  }
  const path = row.rendition_path
  return {
    connection,
    terms: consent.terms,
    words,
    file: {
      path,
      sizeBytes: row.rendition_bytes,
      durationMs: factsOf(video).durationMs,
      contentType: contentTypeOf(path),
    },
    coverMs: coverOf(video),
    takenRemoteIds: new Set(core.journal.remoteIds(row.connection_id)),
    assertUnchanged: () => assertRendition(row, video),
  }
}

/** A picture from beyond the end would make a platform refuse the whole video. */
function coverOf(video: VideoRow): number | null {
  if (video.cover_ms === null) return null
  const latestMs = Math.max(0, factsOf(video).durationMs - 1000)
  return Math.floor(Math.min(video.cover_ms, latestMs))
}

/** The wire for one connection, with its grant and its platform's own signs of a dead token. */
export function wireFor({ core, row, signal }: Omit<Task, 'video'>): Wire {
  const connection = { id: row.connection_id, platform: row.platform }
  return openWire({
    http: core.http,
    pace: core.pace,
    signal,
    now: core.now,
    token: async () => (await core.grants.grant(connection)).accessToken,
    renew: async () => (await core.grants.renew(connection)).accessToken,
    isRefusedToken: clientOf(row.platform).isRefusedToken,
    mayCarryToken: async url => (await placeOf(core, row)).hosts.isOwn(url),
  })
}

function marksFor(task: Held): Marks<object> {
  const { core, row } = task
  const meter = openMeter(row.rendition_bytes ?? 0, core.now)
  let written = { atMs: 0, percent: 0 }
  let reportedAt = 0
  let latest: Partial<PublicationRow> = {}
  return {
    save(session: object, stage: Stage) {
      core.journal.changePublication(row.id, {
        session: JSON.stringify(session),
        stage,
        attempts: 0,
        // What was too soon to be worth a write of its own; nothing may follow for long.
        ...(stage === 'open' && latest),
        ...(stage === 'sent' && {
          state: 'confirming',
          percent: 100,
          speed: null,
          seconds_left: null,
        }),
      })
    },
    progress(sentBytes) {
      const { percent, speed, secondsLeft } = meter(sentBytes)
      latest = { percent, speed, seconds_left: secondsLeft }
      // A clock that was set back must not silence an upload for as long as that.
      const nowMs = core.now()
      // A step worth seeing is written at once: what comes after it may be long in coming.
      const isLeap = Math.abs(percent - written.percent) >= LEAP_PERCENT
      if (isLeap || Math.abs(nowMs - written.atMs) >= WRITE_EVERY_MS) {
        written = { atMs: nowMs, percent }
        core.journal.changePublication(row.id, latest)
      }
      if (Math.abs(nowMs - reportedAt) >= REPORT_EVERY_MS) {
        reportedAt = nowMs
        void report(task, 'uploading', percent)
      }
    },
  }
}

/** After a long silence another device may have taken it over; only then would both send it. */
async function keepClaim({ core, row, signal }: Task): Promise<void> {
  if (!row.server_id) return
  const input = progressOf({ core, row }, 'uploading', row.percent)
  try {
    await callServer(core.server.publication.report.mutate(input, { signal }), signal)
  } catch (error) {
    if (!isConflict(error)) throw error
    core.journal.changePublication(row.id, { state: 'ready' })
    throw heldElsewhere()
  }
}

/** Lets people watch, and keeps the reservation alive. Nothing depends on it being heard. */
async function report(task: Held, state: 'uploading' | 'confirming', percent: number) {
  const { core, row, signal, taken } = task
  if (!row.server_id) return
  const input = progressOf(task, state, percent)
  try {
    await callServer(core.server.publication.report.mutate(input, { signal }), signal)
  } catch (error) {
    // What is being sent stops at once; whether it is sent again is asked before it is.
    if (isConflict(error) && state === 'uploading') taken.abort(heldElsewhere())
  }
}

const isConflict = (error: unknown): error is Setback =>
  error instanceof Setback && error.why.code === 'conflict'

function progressOf(
  { core, row }: Pick<Task, 'core' | 'row'>,
  state: 'uploading' | 'confirming',
  percent: number,
) {
  const installation = installationOf(core.journal)
  return { publicationId: row.server_id ?? '', state, percent, installation }
}
