import type {
  Choice,
  Metadata,
  Platform,
  PublishRule,
  Rendition,
  WhoCanFix,
} from '@content/api/contract'
import type { FileStamp } from './file-stamp.ts'

export type FileState = 'found' | 'held' | 'settled' | 'taken' | 'copy'
/** `broken`: it is no whole video. `unreadable`: it may not be read, or not to its end. */
export type FileVerdict = 'broken' | 'unreadable'
export type VideoState = 'fingerprinted' | 'probed' | 'described' | 'published' | 'failed'
/** How far a publication is; from `reserved` on the server knows it by the same word. */
export type JournalState =
  | 'planned'
  | 'prepared'
  | 'awaiting_review'
  | 'ready'
  | 'reserved'
  | 'uploading'
  | 'confirming'
  | 'published'
  | 'failed'
  | 'unknown'

/** Why something stands still or ended: what a person reads, and who can move it on. */
export interface Trouble {
  code: string | null
  reason: string | null
  who_can_fix: WhoCanFix | null
}

/** One name on disk. */
export interface FileRow extends Trouble {
  path: string
  size_bytes: number
  mtime_ms: number
  /** 0 in rows of an agent that did not look at it yet. */
  ctime_ms: number
  ino: string
  state: FileState
  is_requested: number
  /** When it is to go out, named together with the file; the video takes it over. */
  schedule: string | null
  sha256: string | null
  /** What reading it came to, if that is why it is held; of the very size and times in this row. */
  verdict: FileVerdict | null
  found_at: number
}

/** One content, whatever it is called. */
export interface VideoRow extends Trouble {
  sha256: string
  path: string
  size_bytes: number
  mtime_ms: number
  ino: string
  state: VideoState
  facts: string | null
  metadata: string | null
  author: string | null
  /** Where the finished file is about to be moved; written before the move. */
  moving_to: string | null
  /** The creator holds it back; nothing more is sent or published until they let it go on. */
  is_paused: number
  /** When the creator cancelled it: what can still be stopped ends unpublished. Null: not. */
  cancelled_at: number | null
  /** When to publish, as JSON `{wall, zone}` in the creator's calendar; null: as soon as it can. */
  schedule: string | null
  /** A `.srt` or `.vtt` file that lies beside the video. */
  captions_path: string | null
  /** The picture that stands for the video, from its start. */
  cover_ms: number | null
  /** Whether small pictures of it were shared, or need not or cannot be; null: not yet. */
  previews: 'done' | 'failed' | null
  previews_tries: number
  previews_at: number
  attempts: number
  next_at: number
  found_at: number
}

/** One video going to one connection. */
export interface PublicationRow extends Trouble {
  id: number
  sha256: string
  connection_id: string
  platform: Platform
  label: string
  state: JournalState
  rule: string
  /** `publish`, or the id of a wanted second publication of the same bytes. */
  intent: string
  /** What follows once it is live (captions, cover) and how far that is, as JSON. */
  extras: string | null
  /** Words drafted for this channel alone, as JSON; null: those for its platform hold. */
  words: string | null
  /** What the creator chose for this video here; null until they did. */
  choice: string | null
  /** What the platform lets this creator choose from. */
  options: string | null
  rendition_path: string | null
  rendition_bytes: number | null
  rendition_note: string | null
  /** What was done to the file and why, as JSON; null until it is prepared. */
  rendition_change: string | null
  /** What exactly is sent: hashed when it was made, and looked at again before it goes. */
  rendition_sha256: string | null
  rendition_mtime_ms: number | null
  server_id: string | null
  /** How far the remote side is; written before each remote step is taken. */
  stage: Stage | null
  session: string | null
  /** The bytes that the session was begun for; no others may be sent into it. */
  session_sha256: string | null
  restarts: number
  /** Since when the platform has been at it without an end; null while nothing is awaited. */
  waiting_since: number | null
  percent: number
  speed: number | null
  seconds_left: number | null
  remote_id: string | null
  url: string | null
  published_at: number | null
  /** How it ended, as the server has to be told; kept until it has heard it. */
  outcome: string | null
  ended_at: number | null
  is_told: number
  attempts: number
  next_at: number
}

/** After failures in a row, nothing is asked of a connection until `open_until`. */
export interface BreakerRow {
  connection_id: string
  failures: number
  open_until: number
  reason: string | null
}

/**
 * `beginning`: a session is being opened. `open`: bytes may be on their way. `sent`: all bytes are
 * there. `finishing`: the last mutation was or is about to be made.
 */
export type Stage = 'beginning' | 'open' | 'sent' | 'finishing'

/** What follows once it is live, and how far each of it is. */
export interface Extras {
  captions?: Extra
  cover?: Extra
}
export type Extra = 'wanted' | 'done' | { failed: string }

export const NO_TROUBLE: Trouble = { code: null, reason: null, who_can_fix: null }

/** What a sweep has to know of a name to see that nothing happened to it. */
export type KnownFile = Pick<
  FileRow,
  | 'path'
  | 'size_bytes'
  | 'mtime_ms'
  | 'ctime_ms'
  | 'ino'
  | 'state'
  | 'is_requested'
  | 'reason'
  | 'verdict'
>

export const stampOfRow = (row: KnownFile | VideoRow): FileStamp => ({
  sizeBytes: row.size_bytes,
  mtimeMs: row.mtime_ms,
  ino: row.ino,
})

// Safe casts: these columns are written by this program alone, from values of these very types.
export const ruleOf = (row: PublicationRow) => JSON.parse(row.rule) as PublishRule
export const extrasOf = (row: Pick<PublicationRow, 'extras'>) =>
  JSON.parse(row.extras ?? '{}') as Extras
export const choiceOf = (row: PublicationRow) =>
  row.choice === null ? null : (JSON.parse(row.choice) as Choice)
export const renditionOf = ({
  rendition_change: change,
  rendition_bytes: sizeBytes,
}: PublicationRow) => (change === null ? null : ({ ...JSON.parse(change), sizeBytes } as Rendition))
/** What was drafted for a publication: for its channel alone before what its platform gets. */
export function wordsOf(video: VideoRow, row: PublicationRow): Metadata[] {
  const forPlatforms = video.metadata === null ? [] : (JSON.parse(video.metadata) as Metadata[])
  return row.words === null ? forPlatforms : [JSON.parse(row.words) as Metadata, ...forPlatforms]
}
