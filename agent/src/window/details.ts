import type { Choice, Metadata, PublishRule, Rendition } from '@content/api/contract'
import type { Core } from '../core.ts'
import {
  choiceOf,
  type JournalState,
  type PublicationRow,
  renditionOf,
  ruleOf,
  type VideoRow,
  wordsOf,
} from '../journal/rows.ts'
import { factsFrom } from '../media/facts.ts'
import { wordsFor } from '../platforms/consent.ts'
import { mayApprove, offeredTo } from '../wishes/approve-publication.ts'
import { mayEditWords } from '../wishes/edit-words.ts'
import { noWay } from '../wishes/no-way.ts'

/** What somebody sees who opens a video. */
export interface Details {
  sizeBytes: number
  foundAt: string
  /** Null until it was read. */
  facts: { durationMs: number; width: number; height: number; fps: number } | null
  channels: ChannelDetails[]
}

export interface ChannelDetails {
  connectionId: string
  state: JournalState
  words: Metadata | null
  mayEditWords: boolean
  mayApprove: boolean
  rule: PublishRule
  choice: Choice | null
  /** What the platform lets this creator choose from, as it was last asked. */
  offer: object | null
  /** What was done to the file for it, and why; null until it is prepared. */
  rendition: Rendition | null
  publishedAt: string | null
}

export function readDetails({ journal }: Core, sha256: string): Details {
  const video = journal.video(sha256)
  if (!video) throw noWay('This computer does not know that video.')
  return {
    sizeBytes: video.size_bytes,
    foundAt: new Date(video.found_at).toISOString(),
    facts: factsIn(video),
    channels: journal.publicationsOf(sha256).map(row => channelIn(video, row)),
  }
}

function factsIn(video: VideoRow): Details['facts'] {
  if (video.facts === null) return null
  const facts = factsFrom(video.facts)
  const { width, height, usualFps } = facts.video
  return { durationMs: facts.durationMs, width, height, fps: Math.round(usualFps * 100) / 100 }
}

function channelIn(video: VideoRow, row: PublicationRow): ChannelDetails {
  const [rule, choice] = [ruleOf(row), choiceOf(row)]
  return {
    connectionId: row.connection_id,
    state: row.state,
    words: wordsFor(wordsOf(video, row), choice, rule),
    mayEditWords: mayEditWords(video, row),
    mayApprove: mayApprove(row),
    ...{ rule, choice, offer: offeredTo(row), rendition: renditionOf(row) },
    publishedAt: row.published_at === null ? null : new Date(row.published_at).toISOString(),
  }
}
