import type { Choice, Connection, Metadata, Platform, PublishRule } from '@content/api/contract'
import { z } from 'zod'
import type { Stage } from '../journal/rows.ts'
import type { Cause } from '../lib/step-error.ts'
import type { Hosts, RealHosts } from './hosts.ts'
import type { Reply, Wire } from './http.ts'
import type { Rules } from './media-rules.ts'

/** Under which terms a video goes out; each platform has some of its own. */
export interface Terms extends Record<string, unknown> {
  platform: Platform
}

/** May it be published now? If not, why the creator is asked. */
export type Consent<T extends Terms = Terms> =
  | { kind: 'given'; terms: T }
  | { kind: 'needed'; reason: string }

/** What a platform lets this creator choose from, asked before a post. */
export const PostingOptions = z.looseObject({
  nickname: z.string(),
  privacyOptions: z.array(z.string()),
  maxDurationMs: z.number(),
})
export type PostingOptions = z.infer<typeof PostingOptions>

/** Everything about one publication that a platform's verbs need to know. */
export interface Job<T extends Terms = Terms> {
  connection: Connection
  terms: T
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
  | { kind: 'review'; reason: string; options: PostingOptions }
  /** It cannot be found out; repeating could publish twice. */
  | { kind: 'unknown'; reason: string }

/** How verbs leave their marks; each save is on disk when it returns. */
export interface Marks<S> {
  save(session: S, stage: Stage): void
  /** Bytes the platform has, for people who watch; not a promise. */
  progress(sentBytes: number): void
}

export interface Verbs<S, T extends Terms = Terms> {
  /** May create something remote. Opening a session publishes nothing, so it may be repeated. */
  begin(job: Job<T>, wire: Wire): Promise<S | Extract<Standing, { kind: 'review' | 'wait' }>>
  /** Sends bytes from an offset that the platform confirmed. */
  send(
    at: { job: Job<T>; session: S; offset: number },
    wire: Wire,
    marks: Marks<S>,
  ): Promise<Standing>
  /** Asks only; may be repeated. What it learns for good, it marks. */
  check(
    at: { job: Job<T>; session: S; stage: Stage },
    wire: Wire,
    marks: Marks<S>,
  ): Promise<Standing>
  /** The last mutation. Only called after `finishing` is on disk. */
  finish(at: { job: Job<T>; session: S }, wire: Wire, marks: Marks<S>): Promise<Standing>
  /** May the platform have all it needs to publish? Then not being told why is not a failure. */
  mayBeLive(session: S, stage: Stage): boolean
  readSession(json: string): S
}

export const isStanding = <S extends object>(it: S | Standing): it is Standing => 'kind' in it

/** What the creator is asked about one video, and under which rule and offer. */
export interface Asked {
  rule: PublishRule
  options: PostingOptions | null
}

/** What `content approve` takes for a platform beyond the words. */
export interface Approval {
  /** Its own flags, as the command line is told of them. */
  readonly flags: readonly (readonly [flags: string, says: string])[]
  /** The fields of the choice from those flags, or the sentence for what is missing. */
  fields(given: Record<string, unknown>, asked: Asked): object | string
  /** Why the platform's own rules do not allow a choice. */
  whyNot?(choice: Choice, options: PostingOptions | null): string | null
  /** What to say on the command line against such a reason; it follows the sentence. */
  flagFor?(reason: string): string
  /** What the creator has to have read before it is approved. */
  beforehand?(choice: Choice): string
  /** What is said once it is approved. */
  readonly afterwards?: string
  /** What has to stand behind the command that approves it. */
  readonly hint: string
}

/** What goes with a video that is live already. */
export interface ExtraWork {
  captions(
    hosts: Hosts,
    track: { videoId: string; language: string; srt: string },
    wire: Wire,
  ): Promise<void>
  cover(
    hosts: Hosts,
    picture: { videoId: string; path: string; sizeBytes: number },
    wire: Wire,
  ): Promise<void>
}

/** All that the agent needs to know to publish on one platform. */
export interface PlatformClient {
  readonly hosts: RealHosts
  readonly mediaRules: Rules
  verbs(hosts: Hosts): Verbs<object>
  /** May this be published now, and under which terms? */
  consent(rule: PublishRule, choice: Choice | null, options: PostingOptions | null): Consent
  /** Asks what this creator may choose from; only where a choice is asked for each video. */
  askOptions?(hosts: Hosts, wire: Wire): Promise<PostingOptions>
  readonly approval: Approval
  /** Its own word for what went wrong; null when the answer has none. */
  codeOf(text: string): string | null
  /** Words that mean that it is at the end of its strength, not that we did wrong. */
  readonly busyCodes: RegExp
  isRefusedToken(reply: Reply): boolean
  readonly extras?: ExtraWork
}
