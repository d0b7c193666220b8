import type { Queue } from '../../../contract/index.ts'
import { HOUR_MS } from '../../lib/time.ts'

/** One publication in the line for a project's daily allowance. */
export interface InLine {
  workspaceId: string
  publicationId: string
  askedAt: Date
  /** When its device last asked; the line cannot wait for one that is gone. */
  seenAt: Date
}

/**
 * What a workspace has had of the project: today, and when last before that. Were today in it,
 * serving one would change the order of those left, and who asked too early would be passed over.
 */
export interface Usage {
  today: number
  /** Of today's, those for which not a byte was sent yet. */
  unsent: number
  lastAt: Date | null
}

/** For this long a free place is kept for someone who is ahead and has not come back yet. */
export const KEPT_MS = HOUR_MS
/** A place for which no byte was sent by then is somebody else's again. */
export const UNSENT_MS = HOUR_MS / 4
/** So many of a workspace's videos stand in one line; what is more asks again later. */
export const MOST_IN_LINE = 200
/** After this long without a word nobody expects the device back in the line. */
export const GONE_MS = 8 * 24 * HOUR_MS

const NOTHING: Usage = { today: 0, unsent: 0, lastAt: null }

/**
 * The line as it is served: first whoever had fewest today, among those whoever was served
 * longest ago, then whoever asked first. So shares differ by one at most while several wait,
 * and of W waiting workspaces each is served within ceil(W / limit) days.
 */
export function inOrder(line: readonly InLine[], usage: ReadonlyMap<string, Usage>): InLine[] {
  const rounds = new Map<string, number>()
  const ranked = line.toSorted(byAsking).map(one => {
    const { today, lastAt } = usage.get(one.workspaceId) ?? NOTHING
    const round = rounds.get(one.workspaceId) ?? today
    rounds.set(one.workspaceId, round + 1)
    return { one, round, lastMs: lastAt?.getTime() ?? 0 }
  })
  ranked.sort((a, b) => a.round - b.round || a.lastMs - b.lastMs || byAsking(a.one, b.one))
  return ranked.map(({ one }) => one)
}

const byAsking = (a: InLine, b: InLine) =>
  a.askedAt.getTime() - b.askedAt.getTime() || (a.publicationId < b.publicationId ? -1 : 1)

export interface Day {
  limit: number
  taken: number
  /** What each workspace has had; one that never had anything may be missing. */
  usage: ReadonlyMap<string, Usage>
  now: Date
  /** Whether other workspaces live off the same day. */
  isShared: boolean
}

/** What a workspace may have of a shared day, whoever else comes. */
const shareOf = (limit: number) => Math.max(2, Math.ceil(limit / 10))

/**
 * When a workspace may take another place, if not now: half of a shared day goes to whoever comes,
 * the other half to those who have had less than a share; and nobody sits on more than a share.
 */
function notBefore(workspaceId: string, { limit, taken, usage, now, isShared }: Day): Date | null {
  if (!isShared) return null
  const { today, unsent } = usage.get(workspaceId) ?? NOTHING
  const share = shareOf(limit)
  if (unsent >= share) return new Date(now.getTime() + UNSENT_MS)
  return today < share || limit - taken > limit / 2 ? null : pacificMidnight(now, 1)
}

/** Whether it is this publication's turn now (null), or where in the line it is. */
export function turnOf(line: readonly InLine[], me: InLine, day: Day): Queue | null {
  const { limit, taken, now } = day
  const room = Math.max(0, limit - taken)
  const isMe = (one: InLine) => one.publicationId === me.publicationId
  const isAhead = (one: InLine) => isExpected(one, now) && !notBefore(one.workspaceId, day)
  const present = line.filter(one => isMe(one) || isAhead(one))
  const index = inOrder(present, day.usage).findIndex(isMe)
  const later = room > 0 ? notBefore(me.workspaceId, day) : null
  if (later) return { position: index + 1, nextTurnAt: later.toISOString() }
  if (index < room) return null
  const midnight = pacificMidnight(now, 1)
  if (room > 0) {
    const free = new Date(Math.min(now.getTime() + KEPT_MS, midnight.getTime()))
    return { position: index + 1, nextTurnAt: free.toISOString() }
  }
  const tomorrow = inOrder(line, byTomorrow(day.usage, now)).findIndex(isMe)
  const days = 1 + Math.floor(tomorrow / Math.max(1, limit))
  return { position: tomorrow + 1, nextTurnAt: pacificMidnight(now, days).toISOString() }
}

/** Nobody could be served before the day began, so its line is expected from then on. */
function isExpected({ seenAt }: InLine, now: Date): boolean {
  const since = Math.max(seenAt.getTime(), pacificMidnight(now, 0).getTime())
  return now.getTime() - since < KEPT_MS
}

const byTomorrow = (usage: ReadonlyMap<string, Usage>, now: Date) =>
  new Map(
    [...usage].map(([workspaceId, { today, lastAt }]) => [
      workspaceId,
      { today: 0, unsent: 0, lastAt: today > 0 ? now : lastAt },
    ]),
  )

const PACIFIC = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day, `YYYY-MM-DD`, by which Google counts. */
export const pacificDay = (now: Date): string => PACIFIC.format(now)

/** When a Pacific day begins: today's, or that of a day `daysLater`. */
export function pacificMidnight(now: Date, daysLater: number): Date {
  const today = new Date(`${pacificDay(now)}T00:00:00Z`)
  today.setUTCDate(today.getUTCDate() + daysLater)
  // Clocks there change at two in the morning, so midnight is UTC-7 or UTC-8, never in between.
  const summer = new Date(today.getTime() + 7 * HOUR_MS)
  const isSummer = pacificDay(summer) === today.toISOString().slice(0, 10)
  return isSummer ? summer : new Date(today.getTime() + 8 * HOUR_MS)
}
