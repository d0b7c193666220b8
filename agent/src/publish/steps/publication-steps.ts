import { basename } from 'node:path'
import {
  PLATFORM_NAMES,
  type Platform,
  Rendition,
  type Reserved,
  Terms,
  traitsOf,
} from '@content/api/contract'
import { installationOf } from '../../journal/installation.ts'
import type { PublicationStep } from '../../journal/next-step.ts'
import { isOnlyReserved, remembersUpload } from '../../journal/reservations.ts'
import {
  choiceOf,
  NO_TROUBLE,
  type PublicationRow,
  renditionOf,
  ruleOf,
  wordsOf,
} from '../../journal/rows.ts'
import { localTime } from '../../journal/schedule.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { heldElsewhere, Setback } from '../../lib/step-error.ts'
import { callServer } from '../../outside/server.ts'
import { assertLength, wordsFor } from '../../platforms/consent.ts'
import { clientOf, consentFor, hostsOf } from '../../platforms/index.ts'
import type { Consent } from '../../platforms/platform.ts'
import { ruleAt } from '../../watch/folders.ts'
import { changeWhenHeld, heldUntil, underBreaker } from '../brakes/breaker.ts'
import { tellServer } from '../report/tell-server.ts'
import { advance, type Task, wireFor } from './advance.ts'
import { attachExtras } from './attach-extras.ts'
import { learnLimits, limitsFor } from './creator-limits.ts'
import { CANCELLED, changeAfter, type Resting } from './outcomes.ts'
import { placeOf } from './place.ts'
import { prepareRendition } from './prepare-step.ts'
import { factsOf } from './video-facts.ts'

/** Does one step of one publication. Whatever cannot be done is thrown as a Setback. */
export async function takeStep(task: Task, step: Exclude<PublicationStep, 'none'>): Promise<void> {
  const { core, row } = task
  const untilMs = isRemote(row, step)
    ? heldUntil(core.journal, row.connection_id, core.now())
    : null
  if (untilMs !== null) return core.journal.changePublication(row.id, changeWhenHeld(row, untilMs))
  switch (step) {
    case 'prepare':
      return prepare(task)
    case 'ask_consent':
      return askConsent(task)
    case 'reserve':
      return reserve(task)
    case 'cancel':
      return cancel(task)
    case 'tell':
      return tellServer(task.core, task.row, task.signal)
    case 'attach_extras':
      return attachExtras(task, wireFor(task))
    default:
      return advance(task, step)
  }
}

/** Minutes of encoding are not spent on what a platform would not take from this creator. */
async function prepare(task: Task): Promise<void> {
  const { core, row, video, signal } = task
  const limits = await learnLimits(task)
  const rows = core.journal.publicationsOf(video.sha256)
  const job = { row, video, longestMs: limitsFor(row, rows, limits) }
  return prepareRendition(core, job, signal)
}

/** Does it talk to the platform itself? What is live already gets its extras on its own count. */
const isRemote = (row: PublicationRow, step: PublicationStep) =>
  step === 'begin' ||
  step === 'check' ||
  (step === 'ask_consent' && traitsOf(row.platform).choicePerVideo)

/** Goes on only when the creator's rule or choice allows it; reads the rule as it is now. */
async function askConsent(task: Task): Promise<void> {
  const { core, row, signal } = task
  const list = core.server.connection.list.query(undefined, { signal })
  const { connections } = await callServer(list, signal)
  const connection = connections.find(({ id }) => id === row.connection_id)
  if (connection?.state !== 'live') throw lost(row.label)
  const rule = ruleAt(core.config, task.video.path, connection.rule)
  const { askOptions } = clientOf(rule.platform)
  const options =
    rule.mode === 'review' && askOptions
      ? await askOptions((await placeOf(core, row)).hosts, underBreaker(task, wireFor(task)))
      : null
  if (options) {
    assertLength(factsOf(task.video).durationMs, options, PLATFORM_NAMES[rule.platform])
  }
  const consent = consentFor(rule, choiceOf(row), options)
  const said = { rule: JSON.stringify(rule), options: options && JSON.stringify(options) }
  core.journal.atomically(() => {
    // An approval that came in meanwhile is weighed next time, not wiped out.
    if (core.journal.publication(row.id)?.choice !== row.choice) return
    core.journal.changePublication(row.id, { ...said, ...changeFor(consent, row, core.now()) })
  })
}

/** A rule may be loosened while a video waits; how often options are asked is counted there. */
const RULE_AGAIN_MS = MINUTE_MS

function changeFor(
  consent: Consent,
  { platform }: PublicationRow,
  nowMs: number,
): Partial<PublicationRow> {
  if (consent.kind === 'given') return { ...NO_TROUBLE, state: 'ready', attempts: 0, next_at: 0 }
  return {
    state: 'awaiting_review',
    choice: null,
    code: 'awaiting_review',
    reason: consent.reason,
    who_can_fix: 'you',
    attempts: 0,
    next_at: traitsOf(platform).choicePerVideo ? 0 : nowMs + RULE_AGAIN_MS,
  }
}

async function reserve(task: Task): Promise<void> {
  const { core, row } = task
  core.journal.changePublication(row.id, changeWhenReserved(row, await askToReserve(task)))
}

/** What the server says of this publication; no place, or another's, is thrown as a Setback. */
async function askToReserve(task: Task): Promise<Reserved> {
  const { core, row, video, signal } = task
  const metadata = wordsFor(wordsOf(video, row), choiceOf(row), ruleOf(row))
  if (!metadata) throw lost(row.label)
  const call = core.server.publication.reserve.mutate(
    {
      video: {
        sha256: video.sha256,
        fileName: basename(video.path).toWellFormed(),
        sizeBytes: video.size_bytes,
        durationMs: Math.round(factsOf(video).durationMs),
      },
      connectionId: row.connection_id,
      intent: row.intent,
      metadata,
      knownAs: remembersUpload(row) ? row.server_id : null,
      installation: installationOf(core.journal),
      rendition: Rendition.safeParse(renditionOf(row)).data ?? null,
      terms: Terms.safeParse({ rule: ruleOf(row), choice: choiceOf(row) }).data ?? null,
    },
    { signal },
  )
  const answer = await callServer(call, signal)
  if (answer.outcome === 'heldElsewhere') throw heldElsewhere()
  if (answer.outcome === 'queued') throw inLine(row.platform, answer, core.now())
  return answer
}

function changeWhenReserved(
  row: PublicationRow,
  { outcome, publicationId, url }: Reserved,
): Partial<PublicationRow> {
  if (outcome === 'inDoubt') return changeToDoubt(row, publicationId)
  const now = { ...NO_TROUBLE, attempts: 0, next_at: 0 }
  if (outcome !== 'alreadyPublished') return { ...now, state: 'reserved', server_id: publicationId }
  const reason = 'It was published there before.'
  return { ...now, state: 'published', reason, url, percent: 100, is_told: 1 }
}

/**
 * Ends what the platform does not have whole; of what may be live it is asked how it ended. What is
 * written here may be older than what was done: a copy of the journal, put back.
 */
async function cancel(task: Task): Promise<void> {
  const { core, row } = task
  const end = (standing: Resting, said: Partial<PublicationRow> = {}) =>
    core.journal.changePublication(row.id, { ...changeAfter(row, standing, core.now()), ...said })
  try {
    if (row.session !== null) return await advance(task, 'check')
    // Whether something was sent only our server knows, but for what was reserved since the start.
    if (row.server_id !== null && !isOnlyReserved(row)) return await cancelReserved(task)
    end(CANCELLED)
  } catch (error) {
    if (!(error instanceof Setback) || !LOST.includes(error.why.code)) throw error
    // Nobody can be asked, and whoever cancels does not connect a channel for that.
    if (!mayBeLive(core.journal.publication(row.id) ?? row)) return end(CANCELLED)
    // Without a session the server knows more than this journal.
    const said = row.session === null ? { is_told: 1 } : {}
    end({ kind: 'unknown', reason: askedNobody(row) }, said)
  }
}

/** The channel is not connected any more, or our server no longer knows it. */
const LOST: readonly string[] = ['connection_lost', 'not_found']

function mayBeLive({ session, stage, platform }: PublicationRow): boolean {
  if (session === null) return true
  const verbs = clientOf(platform).verbs(hostsOf(platform, undefined))
  return verbs.mayBeLive(verbs.readSession(session), stage ?? 'open')
}

const askedNobody = ({ label }: PublicationRow) =>
  `${label} is no longer connected, so how its upload ended cannot be asked. ${LOOK}`

/** What has no place, or is another's to send, was not sent from here. */
const NOT_SENT: readonly string[] = ['queued', 'held_elsewhere', 'plan_limit']

/** Ended, unless our server knows that it was sent; it is told so. */
async function cancelReserved(task: Task): Promise<void> {
  const { core, row } = task
  const answer = await askToReserve(task).catch(error => {
    if (error instanceof Setback && NOT_SENT.includes(error.why.code)) return null
    throw error
  })
  const isOver = answer?.outcome === 'inDoubt' || answer?.outcome === 'alreadyPublished'
  const change = isOver ? changeWhenReserved(row, answer) : changeAfter(row, CANCELLED, core.now())
  core.journal.changePublication(row.id, change)
}

const ASK_LINE_EVERY_MS = 30 * MINUTE_MS

/** A platform may give a service so many uploads a day; whose turn it is, our server says. */
function inLine(platform: Platform, { queue }: Reserved, nowMs: number): Setback {
  const turnAt = queue ? Date.parse(queue.nextTurnAt) : nowMs + ASK_LINE_EVERY_MS
  const full = `${PLATFORM_NAMES[platform]} takes no more uploads through this service now.`
  const place = queue ? ` You are number ${queue.position} in line.` : ''
  return new Setback({
    code: 'queued',
    reason: `${full}${place} It goes on about ${localTime(turnAt)}.`,
    whoCanFix: 'wait',
    retry: { afterMs: Math.max(MINUTE_MS, Math.min(turnAt - nowMs, ASK_LINE_EVERY_MS)) },
  })
}

const LOOK = 'Look at the channel, then run content resolve.'

/** This journal does not know what was sent, and the server says that something was. */
function changeToDoubt(row: PublicationRow, publicationId: string): Partial<PublicationRow> {
  return {
    ...NO_TROUBLE,
    state: 'unknown',
    server_id: publicationId,
    code: 'unknown',
    reason: `An earlier upload to ${row.label} was begun, and how it ended is not known. ${LOOK}`,
    who_can_fix: 'you',
    // The server knows more than this journal.
    is_told: 1,
    attempts: 0,
    next_at: 0,
  }
}

const lost = (label: string) =>
  new Setback({
    code: 'connection_lost',
    reason: `${label} is no longer connected. Connect it again in the dashboard.`,
    whoCanFix: 'you',
    retry: { afterMs: MINUTE_MS },
  })
