import { basename } from 'node:path'
import { Metadata, PostingOffer, PublishRule, type TellWaiting } from '@content/api/contract'
import type { Journal } from '../../journal/journal.ts'
import { isEnded } from '../../journal/next-step.ts'
import { FOREVER_MS, pausedUntil } from '../../journal/pauses.ts'
import { type PublicationRow, ruleOf, type VideoRow, wordsOf } from '../../journal/rows.ts'
import { instantOf, readSchedule } from '../../journal/schedule.ts'
import { MINUTE_MS } from '../../lib/durations.ts'
import { wordsFor } from '../../platforms/consent.ts'
import { factsOf } from '../steps/video-facts.ts'

export type WaitingItem = TellWaiting['items'][number]
type Why = Pick<WaitingItem, 'kind' | 'reason' | 'code' | 'until'>

/** The server takes no more, and nobody reads on. */
const MOST_ITEMS = 200
const MOST_REASON = 500
const MOST_CODE = 100
export const MOST_NAME = 1024
/** In characters, of all items together: the server takes no list without an end. */
const MOST_TO_DECIDE = 300_000

/** What stands here and is not being sent, and what each of it waits for; first in line first. */
export function waitingItems(journal: Journal, nowMs: number): WaitingItem[] {
  const rows = Map.groupBy(journal.openPublications(), row => row.sha256)
  const pausedMs = pausedUntil(journal, nowMs)
  const items: WaitingItem[] = []
  let charactersLeft = MOST_TO_DECIDE
  for (const video of journal.openVideos()) {
    for (const row of rows.get(video.sha256) ?? []) {
      const why = whyItWaits(row, video, { nowMs, pausedMs })
      if (!why) continue
      const { sha256, connection_id: connectionId } = row
      const decide = why.kind === 'review' ? toDecide(row, video) : {}
      charactersLeft -= JSON.stringify(decide).length
      items.push({
        sha256,
        connectionId,
        fileName: storable(basename(video.path), MOST_NAME),
        ...why,
        ...(charactersLeft > 0 && decide),
      })
      if (items.length === MOST_ITEMS) return items
    }
  }
  return items
}

interface Now {
  nowMs: number
  /** Until when everything is paused. */
  pausedMs: number | null
}

function whyItWaits(row: PublicationRow, video: VideoRow, now: Now): Why | null {
  if (isEnded(row) || row.stage === 'finishing') return null
  if (row.state === 'awaiting_review' && row.choice === null) {
    return { kind: 'review', reason: reasonOf(row), until: plannedFor(row, video, now) }
  }
  if (video.is_paused === 1) return { kind: 'paused', reason: null, until: null }
  if (now.pausedMs !== null) {
    const until = now.pausedMs < FOREVER_MS ? dateOf(now.pausedMs) : null
    return { kind: 'paused', reason: null, until }
  }
  const until = plannedFor(row, video, now)
  if (until !== null) return { kind: 'scheduled', reason: null, until }
  return troubleOf(row, now.nowMs) ?? troubleOf(video, now.nowMs)
}

/** The date that a person set, while it still holds this back; null when none does. */
function plannedFor(row: PublicationRow, video: VideoRow, { nowMs }: Now): string | null {
  const wanted = readSchedule(video.schedule)
  const wantedMs = wanted && row.stage === null ? instantOf(wanted) : 0
  return wantedMs > nowMs ? dateOf(wantedMs) : null
}

type ToDecide = Pick<WaitingItem, 'draft' | 'rule' | 'options' | 'durationMs'>

/** What a person has to see for a yes; what the server would not take is left out of it. */
function toDecide(row: PublicationRow, video: VideoRow): ToDecide {
  const rule = ruleOf(row)
  const options: unknown = row.options === null ? null : JSON.parse(row.options)
  return {
    draft: Metadata.safeParse(wordsFor(wordsOf(video, row), null, rule)).data ?? null,
    rule: PublishRule.safeParse(rule).data ?? null,
    options: PostingOffer.safeParse(options).data ?? null,
    durationMs: video.facts === null ? null : Math.round(factsOf(video).durationMs),
  }
}

/** What a person has to mend is news, and a long wait; the seconds after a broken line are not. */
function troubleOf(row: PublicationRow | VideoRow, nowMs: number): Why | null {
  if (row.code === null || row.reason === null) return null
  const isUp = row.who_can_fix === 'you'
  if (!isUp && row.next_at - nowMs < MINUTE_MS) return null
  const code = storable(row.code, MOST_CODE)
  return { kind: 'trouble', reason: reasonOf(row), code, until: isUp ? null : dateOf(row.next_at) }
}

const reasonOf = ({ reason }: { reason: string | null }) =>
  reason === null ? null : storable(reason, MOST_REASON)

/** As the server can store it; a cut may not go through the middle of a character. */
export const storable = (text: string, most: number) =>
  text.replaceAll('\u0000', '').slice(0, most).toWellFormed()

const dateOf = (atMs: number) => new Date(atMs).toISOString()
