import { basename } from 'node:path'
import type { Metadata, Platform, Remedy, WhoCanFix } from '@content/api/contract'
import type { Journal } from '../journal/journal.ts'
import { type Changed, copiesOf } from '../journal/news.ts'
import {
  choiceOf,
  type FileRow,
  type JournalState,
  type PublicationRow,
  ruleOf,
  type VideoRow,
  wordsOf,
} from '../journal/rows.ts'
import { instantOf, readSchedule, type Schedule } from '../journal/schedule.ts'
import { wordsFor } from '../platforms/consent.ts'
import { PostingOptions } from '../platforms/platform.ts'
import { remedyFor } from '../publish/remedy.ts'

/** What `content status --json` prints. */
export interface Status {
  agent: { isRunning: boolean }
  /** Nothing is sent or published; `until` null: until it is resumed. Null: not paused. */
  pause: { until: string | null } | null
  watchDir: string
  processedDir: string | null
  videos: VideoStatus[]
}

export interface VideoStatus {
  /** The first 12 characters of the SHA-256: what `approve` and `retry` take. Null until known. */
  id: string | null
  file: string
  path: string
  sha256: string | null
  state: ShownState
  reason: string | null
  code: string | null
  whoCanFix: WhoCanFix | null
  /** The one thing that helps. */
  remedy: Remedy
  nextTryAt: string | null
  isPaused: boolean
  /** What can still be stopped of it ends unpublished. */
  isCancelled: boolean
  /** When it goes out, as the creator said it and as an instant; null: as soon as it can. */
  schedule: (Schedule & { at: string }) | null
  coverMs: number | null
  publications: PublicationStatus[]
}

export type ShownState =
  | 'found'
  | 'held'
  | 'settled'
  | 'copy'
  | 'fingerprinted'
  | 'probed'
  | 'described'
  | 'waiting'
  | 'finishing'
  | JournalState

export interface PublicationStatus {
  platform: Platform
  connectionId: string
  /** The channel or account. */
  label: string
  state: JournalState
  percent: number
  /** Bytes a second. */
  speed: number | null
  secondsLeft: number | null
  url: string | null
  remoteId: string | null
  reason: string | null
  code: string | null
  whoCanFix: WhoCanFix | null
  remedy: Remedy
  nextTryAt: string | null
  /** Why the file was changed for this platform; null when it goes as it is. */
  changed: string | null
  /** The very bytes that are sent there; null until they are ready. */
  renditionSha256: string | null
  renditionBytes: number | null
  /** What is or will be written there; null until it is drafted. */
  words: Metadata | null
  /** Where each video is asked about: whose account it is, and what there is to choose from. */
  nickname: string | null
  privacyOptions: string[] | null
}

// A video stays the same one when it is put away; its copies share its id.
export const nameOf = ({ id, path, state }: VideoStatus) =>
  id === null || state === 'copy' ? path : id

export const idOf = (sha256: string) => sha256.slice(0, 12)

/** Everything the journal knows, as a person or a program wants to read it. */
export function readStatus(journal: Journal, nowMs: number): VideoStatus[] {
  const rows = Map.groupBy(journal.publications(), row => row.sha256)
  const shown = journal
    .videos()
    .map(video => videoStatus(video, rows.get(video.sha256) ?? [], nowMs))
  const bySha256 = new Map(shown.map(video => [video.sha256, video]))
  const names = journal
    .files()
    .filter(file => file.state !== 'taken')
    .map(file => fileStatus(file, bySha256.get(file.sha256 ?? '')))
  return [...shown, ...names]
}

/** The same of what changed, and of what shows it under another name. */
export function readChanged(journal: Journal, changed: Changed, nowMs: number): VideoStatus[] {
  const bySha256 = new Map<string, VideoStatus>()
  const read = (sha256: string) => {
    const video = journal.video(sha256)
    if (!video) return
    bySha256.set(sha256, videoStatus(video, journal.publicationsOf(sha256), nowMs))
  }
  for (const sha256 of changed.sha256s) read(sha256)
  const shown = [...bySha256.values()]
  const files = new Map(copiesOf(journal, changed.sha256s).map(file => [file.path, file]))
  for (const path of changed.paths) {
    const file = journal.file(path)
    if (!file || file.state === 'taken') continue
    files.set(path, file)
    if (file.sha256 && !bySha256.has(file.sha256)) read(file.sha256)
  }
  const names = [...files.values()].map(file => fileStatus(file, bySha256.get(file.sha256 ?? '')))
  return [...shown, ...names]
}

function videoStatus(video: VideoRow, rows: PublicationRow[], nowMs: number): VideoStatus {
  return {
    id: idOf(video.sha256),
    file: basename(video.path),
    path: video.path,
    sha256: video.sha256,
    state: stateOf(video, rows),
    reason: video.reason,
    code: video.code,
    whoCanFix: video.who_can_fix,
    remedy: remedyOf(video.code),
    nextTryAt: nextTry(video, nowMs),
    isPaused: video.is_paused === 1,
    isCancelled: video.cancelled_at !== null,
    schedule: scheduleStatus(video.schedule),
    coverMs: video.cover_ms,
    publications: rows.map(row => publicationStatus(row, video, nowMs)),
  }
}

// The furthest from the end says most about where a video is.
const ORDER: readonly JournalState[] = [
  'uploading',
  'confirming',
  'reserved',
  'ready',
  'prepared',
  'planned',
  'awaiting_review',
  'unknown',
  'failed',
  'published',
]

const isEnd = (state: ShownState) =>
  state === 'published' || state === 'failed' || state === 'unknown'

function stateOf(video: VideoRow, rows: readonly PublicationRow[]): ShownState {
  if (video.state === 'published' || video.state === 'failed') return video.state
  if (video.reason !== null) return 'waiting'
  if (video.state !== 'described') return video.state
  const state = ORDER.find(it => rows.some(row => row.state === it)) ?? 'described'
  if (state === 'planned' || state === 'prepared') return 'described'
  // Not over yet: the server has to hear of it, and the file to be moved.
  return isEnd(state) ? 'finishing' : state
}

function publicationStatus(row: PublicationRow, video: VideoRow, nowMs: number): PublicationStatus {
  const options = row.options === null ? null : PostingOptions.parse(JSON.parse(row.options))
  return {
    platform: row.platform,
    connectionId: row.connection_id,
    label: row.label,
    state: row.state,
    percent: Math.round(row.percent * 10) / 10,
    speed: row.speed,
    secondsLeft: row.seconds_left,
    url: row.url,
    remoteId: row.remote_id,
    reason: row.reason,
    code: row.code,
    whoCanFix: row.who_can_fix,
    remedy: remedyOf(row.code, row.platform),
    nextTryAt: nextTry(row, nowMs),
    changed: row.rendition_note,
    renditionSha256: row.rendition_sha256,
    renditionBytes: row.rendition_bytes,
    words: wordsFor(wordsOf(video, row), choiceOf(row), ruleOf(row)),
    nickname: options?.nickname ?? null,
    privacyOptions: options?.privacyOptions ?? null,
  }
}

const remedyOf = (code: string | null, platform: Platform | null = null): Remedy =>
  code === null ? 'nothing' : remedyFor(platform, code)

const nextTry = (row: { next_at: number }, nowMs: number) =>
  row.next_at > nowMs ? new Date(row.next_at).toISOString() : null

function scheduleStatus(json: string | null): VideoStatus['schedule'] {
  const schedule = readSchedule(json)
  return schedule && { ...schedule, at: new Date(instantOf(schedule)).toISOString() }
}

function fileStatus(file: FileRow, original: VideoStatus | undefined): VideoStatus {
  const isCopy = file.state === 'copy'
  return {
    id: file.sha256 ? idOf(file.sha256) : null,
    file: basename(file.path),
    path: file.path,
    sha256: file.sha256,
    // Safe cast: rows in state "taken" are left out by the caller.
    state: file.state as ShownState,
    reason: isCopy ? copyReason(original) : (file.reason ?? 'Waiting until it stops changing.'),
    code: isCopy ? 'copy' : file.code,
    whoCanFix: file.who_can_fix,
    remedy: remedyOf(isCopy ? 'copy' : file.code),
    nextTryAt: null,
    ...{ isPaused: false, isCancelled: false },
    schedule: scheduleStatus(file.schedule),
    coverMs: null,
    publications: original?.publications ?? [],
  }
}

function copyReason(original: VideoStatus | undefined): string {
  if (!original) return 'The same video is known under another name; it is not published again.'
  const urls = original.publications.flatMap(it => it.url ?? [])
  const where = urls.length > 0 ? ` (${urls.join(', ')})` : ''
  return original.state === 'published'
    ? `The same video as ${original.file}, already published${where}; not published again.`
    : `The same video as ${original.file}; it is published once.`
}
