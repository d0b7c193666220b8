import type { Connection, Metadata } from '@content/api/contract'
import type { Stage } from '../journal/rows.ts'
import type { Cause } from '../lib/step-error.ts'
import type { Terms, TikTokOptions } from '../publish/consent.ts'
import type { Wire } from './http.ts'

/** Everything about one publication that a platform's verbs need to know. */
export interface Job {
  connection: Connection
  terms: Terms
  words: Metadata
  file: { path: string; sizeBytes: number; durationMs: number; contentType: string }
  /** The picture that stands for the video, from its start; null: the platform's own choice. */
  coverMs: number | null
  /** Remote ids that other publications of this connection already own. */
  takenRemoteIds: ReadonlySet<string>
  /** Throws a Setback when the file is not the one that was promised. */
  assertUnchanged(): Promise<void>
}

/** Where a publication stands at its platform, and so what may be done next. */
export type Standing =
  | { kind: 'send'; offset: number }
  | { kind: 'wait'; reason: string; afterMs?: number }
  | { kind: 'finish' }
  | { kind: 'published'; remoteId: string; url: string | null; note?: string }
  /** Nothing was or can be published by this session; another one is safe. */
  | { kind: 'restart'; cause: Cause }
  | { kind: 'failed'; cause: Cause }
  /** The creator has to choose again. */
  | { kind: 'review'; reason: string; options: TikTokOptions }
  /** It cannot be found out; repeating could publish twice. */
  | { kind: 'unknown'; reason: string }

/** How verbs leave their marks; each save is on disk when it returns. */
export interface Marks<S> {
  save(session: S, stage: Stage): void
  /** Bytes the platform has, for people who watch; not a promise. */
  progress(sentBytes: number): void
}

export interface Verbs<S> {
  /** May create something remote. Opening a session publishes nothing, so it may be repeated. */
  begin(job: Job, wire: Wire): Promise<S | Extract<Standing, { kind: 'review' | 'wait' }>>
  /** Sends bytes from an offset that the platform confirmed. */
  send(at: { job: Job; session: S; offset: number }, wire: Wire, marks: Marks<S>): Promise<Standing>
  /** Asks only; may be repeated. What it learns for good, it marks. */
  check(at: { job: Job; session: S; stage: Stage }, wire: Wire, marks: Marks<S>): Promise<Standing>
  /** The last mutation. Only called after `finishing` is on disk. */
  finish(at: { job: Job; session: S }, wire: Wire, marks: Marks<S>): Promise<Standing>
  /** May the platform have all it needs to publish? Then not being told why is not a failure. */
  mayBeLive(session: S, stage: Stage): boolean
  readSession(json: string): S
}

export const isStanding = <S extends object>(it: S | Standing): it is Standing => 'kind' in it
