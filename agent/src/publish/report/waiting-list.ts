import { basename } from 'node:path'
import type { TellWaiting } from '@content/api/contract'
import type { Journal } from '../../journal/journal.ts'
import { isEnded } from '../../journal/next-step.ts'
import { FOREVER_MS, pausedUntil } from '../../journal/pauses.ts'
import type { PublicationRow, VideoRow } from '../../journal/rows.ts'
import { instantOf, readSchedule } from '../../journal/schedule.ts'
import { MINUTE_MS } from '../../lib/durations.ts'

export type WaitingItem = TellWaiting['items'][number]
type Why = Pick<WaitingItem, 'kind' | 'reason' | 'until'>

/** The server takes no more, and nobody reads on. */
const MOST_ITEMS = 200
const MOST_REASON = 500
const MOST_NAME = 1024

/** What stands here and is not being sent, and what each of it waits for; first in line first. */
export function waitingItems(journal: Journal, nowMs: number): WaitingItem[] {
  const rows = Map.groupBy(journal.openPublications(), row => row.sha256)
  const pausedMs = pausedUntil(journal, nowMs)
  const items: WaitingItem[] = []
  for (const video of journal.openVideos()) {
    for (const row of rows.get(video.sha256) ?? []) {
      const why = whyItWaits(row, video, { nowMs, pausedMs })
      if (!why) continue
      const { sha256, connection_id: connectionId } = row
      items.push({
        sha256,
        connectionId,
        fileName: storable(basename(video.path), MOST_NAME),
        ...why,
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
    return { kind: 'review', reason: reasonOf(row), until: null }
  }
  if (video.is_paused === 1) return { kind: 'paused', reason: null, until: null }
  if (now.pausedMs !== null) {
    const until = now.pausedMs < FOREVER_MS ? dateOf(now.pausedMs) : null
    return { kind: 'paused', reason: null, until }
  }
  const wanted = readSchedule(video.schedule)
  const wantedMs = wanted && row.stage === null ? instantOf(wanted) : 0
  if (wantedMs > now.nowMs) return { kind: 'scheduled', reason: null, until: dateOf(wantedMs) }
  return troubleOf(row, now.nowMs) ?? troubleOf(video, now.nowMs)
}

/** What a person has to mend is news, and a long wait; the seconds after a broken line are not. */
function troubleOf(row: PublicationRow | VideoRow, nowMs: number): Why | null {
  if (row.code === null || row.reason === null) return null
  const isUp = row.who_can_fix === 'you'
  if (!isUp && row.next_at - nowMs < MINUTE_MS) return null
  return { kind: 'trouble', reason: reasonOf(row), until: isUp ? null : dateOf(row.next_at) }
}

const reasonOf = ({ reason }: { reason: string | null }) =>
  reason === null ? null : storable(reason, MOST_REASON)

/** As the server can store it; a cut may not go through the middle of a character. */
const storable = (text: string, most: number) =>
  text.replaceAll('\u0000', '').slice(0, most).toWellFormed()

const dateOf = (atMs: number) => new Date(atMs).toISOString()
