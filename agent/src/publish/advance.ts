import type { Connection, Platform } from '@content/api/contract'
import type { Core } from '../core.ts'
import {
  choiceOf,
  NO_TROUBLE,
  type PublicationRow,
  ruleOf,
  type Stage,
  type VideoRow,
  wordsOf,
} from '../journal/rows.ts'
import { asked } from '../outside/server.ts'
import { consentFor, wordsFor } from './consent.ts'
import * as instagram from './instagram/answers.ts'
import { openMeter } from './meter.ts'
import { changeAfter } from './outcomes.ts'
import { isStanding, type Job, type Marks, type Standing } from './publisher.ts'
import { heldElsewhere, Setback } from './setback.ts'
import { assertRendition, contentTypeOf } from './source.ts'
import * as tiktok from './tiktok/answers.ts'
import { openWire, type Reply, type Wire } from './wire.ts'

const WRITE_EVERY_MS = 400
const REPORT_EVERY_MS = 2000

export interface Task {
  core: Core
  row: PublicationRow
  video: VideoRow
  signal: AbortSignal
}

/** Takes a reserved publication as far as it goes now; each remote step is on disk before it. */
export async function advance(task: Task, step: 'begin' | 'check'): Promise<void> {
  const { core, row } = task
  const { connection } = await core.grants.grant({ id: row.connection_id, platform: row.platform })
  const job = jobOf(task, connection)
  const wire = wireFor(task)
  const marks = marksFor(task)
  const verbs = core.verbs[row.platform]
  const session = () => verbs.readSession(core.journal.publication(row.id)?.session ?? 'null')
  let standing =
    step === 'begin'
      ? await begin(task, job, { wire, marks })
      : await check(task, { job, session: session() }, { wire, marks })
  for (;;) {
    if (standing.kind === 'send' && holdsOtherBytes(task)) standing = otherBytes()
    if (standing.kind === 'send' || standing.kind === 'finish') await keepClaim(task)
    if (standing.kind === 'send') {
      if (step === 'begin' || row.state !== 'uploading') note(core, row.id, 'uploading')
      const { offset } = standing
      standing = await verbs.send({ job, session: session(), offset }, wire, marks)
    } else if (standing.kind === 'finish') {
      note(core, row.id, 'confirming')
      standing = await verbs.finish({ job, session: session() }, wire, marks)
    } else {
      if (standing.kind === 'wait') void report(task, 'confirming', 100)
      const now = core.journal.publication(row.id) ?? row
      core.journal.changePublication(row.id, changeAfter(now, standing, core.now()))
      return
    }
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

/** Asks where it stands. A platform that will not say has not said that it failed. */
async function check(
  { core, row }: Task,
  { job, session }: { job: Job; session: object },
  { wire, marks }: { wire: Wire; marks: Marks<object> },
): Promise<Standing> {
  const verbs = core.verbs[row.platform]
  const stage = row.stage ?? 'open'
  try {
    return await verbs.check({ job, session, stage }, wire, marks)
  } catch (error) {
    const isFinal = error instanceof Setback && error.why.retry === 'never'
    if (!isFinal || !verbs.mayBeLive(session, stage)) throw error
    return { kind: 'unknown', reason: `It may be published. ${error.why.reason}` }
  }
}

async function begin(
  { core, row }: Task,
  job: Job,
  { wire, marks }: { wire: Wire; marks: Marks<object> },
): Promise<Standing> {
  await job.assertUnchanged()
  core.journal.changePublication(row.id, {
    state: 'uploading',
    stage: 'beginning',
    session: null,
    session_sha256: row.rendition_sha256,
  })
  const begun = await core.verbs[row.platform].begin(job, wire)
  if (isStanding(begun)) return begun
  marks.save(begun, 'open')
  return { kind: 'send', offset: 0 }
}

function jobOf({ core, row, video }: Task, connection: Connection): Job {
  const choice = choiceOf(row)
  // TikTok's options are asked anew by its own `begin`.
  const consent = consentFor(ruleOf(row), choice, null)
  const words = wordsFor(wordsOf(video), choice, ruleOf(row))
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
    file: { path, sizeBytes: row.rendition_bytes, contentType: contentTypeOf(path) },
    takenRemoteIds: new Set(core.journal.remoteIds(row.connection_id)),
    assertUnchanged: () => assertRendition(row, video),
  }
}

const REFUSED: Record<Platform, (reply: Reply) => boolean> = {
  youtube: reply => reply.status === 401 && !reply.text.includes('youtubeSignupRequired'),
  instagram: instagram.isRefusedToken,
  tiktok: tiktok.isRefusedToken,
}

/** The wire for one connection, with its grant and its platform's own signs of a dead token. */
export function wireFor({ core, row, signal }: Omit<Task, 'video'>): Wire {
  const connection = { id: row.connection_id, platform: row.platform }
  return openWire({
    line: core.line,
    pace: core.pace,
    signal,
    now: core.now,
    token: async () => (await core.grants.grant(connection)).accessToken,
    renew: async () => (await core.grants.renew(connection)).accessToken,
    isRefusedToken: REFUSED[row.platform],
    mayCarryToken: core.hosts[row.platform].isOwn,
  })
}

function marksFor(task: Task): Marks<object> {
  const { core, row } = task
  const meter = openMeter(row.rendition_bytes ?? 0, core.now)
  let writtenAt = 0
  let reportedAt = 0
  return {
    save(session: object, stage: Stage) {
      core.journal.changePublication(row.id, {
        session: JSON.stringify(session),
        stage,
        attempts: 0,
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
      // A clock that was set back must not silence an upload for as long as that.
      const nowMs = core.now()
      if (Math.abs(nowMs - writtenAt) >= WRITE_EVERY_MS) {
        writtenAt = nowMs
        core.journal.changePublication(row.id, { percent, speed, seconds_left: secondsLeft })
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
  const input = { publicationId: row.server_id, state: 'uploading', percent: row.percent } as const
  try {
    await asked(core.server.publication.report.mutate(input, { signal }), signal)
  } catch (error) {
    const isTaken = error instanceof Setback && error.why.code === 'conflict'
    if (isTaken) core.journal.changePublication(row.id, { state: 'ready' })
    throw isTaken ? heldElsewhere() : error
  }
}

/** Lets people watch, and keeps the reservation alive. Nothing depends on it being heard. */
async function report(task: Task, state: 'uploading' | 'confirming', percent: number) {
  const { server_id } = task.row
  if (!server_id) return
  const input = { publicationId: server_id, state, percent }
  await task.core.server.publication.report
    .mutate(input, { signal: task.signal })
    .catch(() => undefined)
}
