import { type Connection, hasToBeRenewed, type Quota, type WaitingRow } from '@content/api/contract'
import type { Sent } from './sent.ts'

/** One thing that goes on only when somebody does something. */
export type Need =
  | { kind: 'lost' | 'ending'; id: string; connection: Connection }
  | { kind: 'quota'; id: string; quota: Quota }
  | ({ kind: 'doubt' | 'failed' | 'hidden' } & Sent)
  | { kind: 'review'; id: string; rows: WaitingRow[] }
  | { kind: 'more'; id: string; count: number }
  | { kind: 'trouble'; id: string; row: WaitingRow }

interface Known {
  waiting: readonly WaitingRow[]
  toDecide: readonly Sent[]
  connections: readonly Connection[]
  quota: Quota
}

/** Who left it alone for so long has seen it, and it stays on the page of its video. */
const LONGEST_MS = 7 * 24 * 3_600_000
const NEARLY_ALL = 0.8
const MOST_REVIEWS = 5

/** The one queue, what holds up most first. */
export function needsOf({ waiting, toDecide, connections, quota }: Known, nowMs: number): Need[] {
  return [
    ...connections
      .filter(({ state }) => state === 'lost')
      .map(connection => ({ kind: 'lost' as const, id: connection.id, connection })),
    ...connections
      .filter(connection => hasToBeRenewed(connection, nowMs))
      .map(connection => ({ kind: 'ending' as const, id: connection.id, connection })),
    ...(isShort(quota) ? [{ kind: 'quota' as const, id: 'quota', quota }] : []),
    ...toDecide
      .filter(({ publication }) => publication.state === 'unknown')
      .map(sent => ({ kind: 'doubt' as const, ...sent })),
    ...reviewsOf(waiting),
    ...waiting
      .filter(row => row.kind === 'trouble')
      .map(row => ({ kind: 'trouble' as const, id: row.id, row })),
    ...toDecide
      .filter(sent => isFailed(sent, nowMs))
      .map(sent => ({ kind: 'failed' as const, ...sent })),
    ...toDecide
      .filter(sent => isNewlyHidden(sent, nowMs))
      .map(sent => ({ kind: 'hidden' as const, ...sent })),
  ]
}

/** A video once, whichever channels it waits for; the rest of many as one line. */
function reviewsOf(waiting: readonly WaitingRow[]): Need[] {
  const open = waiting.filter(row => row.kind === 'review')
  const videos = [...Map.groupBy(open, row => `${row.deviceId}.${row.sha256}`)]
  const shown = videos.length > MOST_REVIEWS ? MOST_REVIEWS - 1 : videos.length
  const count = videos.length - shown
  return [
    ...videos.slice(0, shown).map(([id, rows]) => ({ kind: 'review' as const, id, rows })),
    ...(count > 0 ? [{ kind: 'more' as const, id: 'more', count }] : []),
  ]
}

const isShort = ({ limit, used, held }: Quota) =>
  limit !== null && used + held >= NEARLY_ALL * limit

const isFailed = ({ video, publication }: Sent, nowMs: number) =>
  publication.state === 'failed' &&
  publication.whoCanFix !== 'wait' &&
  nowMs - Date.parse(video.foundAt) < LONGEST_MS

const isNewlyHidden = ({ publication: { hidden } }: Sent, nowMs: number) =>
  hidden !== null && nowMs - Date.parse(hidden.since) < LONGEST_MS
