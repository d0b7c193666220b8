import { PLANS, type PlanName, type PublicationRow } from '../../contract/index.ts'
import { DAY_MS } from '../lib/time.ts'

/** How far back a plan looks; null = all the way. */
export function historySince(plan: PlanName, now: Date): Date | null {
  const days = PLANS[plan].historyDays
  return days === null ? null : new Date(now.getTime() - days * DAY_MS)
}

/** Figures per video belong to the advanced analytics; the basic ones show totals. */
export function asPlanShows(plan: PlanName, row: PublicationRow): PublicationRow {
  return PLANS[plan].analytics === 'advanced' ? row : { ...row, figures: null }
}

/** The last video of a page; microseconds, because that is how finely Postgres orders them. */
export interface Place {
  createdAtMicros: number
  videoId: string
}

const PLACE = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A place as text that callers hand back and need not understand. */
export function toCursor({ createdAtMicros, videoId }: Place): string {
  const text = btoa(`${createdAtMicros}.${videoId}`)
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The place a cursor names, or null when we never wrote it. */
export function fromCursor(cursor: string): Place | null {
  const isBase64 = /^[\w-]+$/.test(cursor) && cursor.length % 4 !== 1
  const text = isBase64 ? atob(cursor.replaceAll('-', '+').replaceAll('_', '/')) : ''
  const [, micros, videoId] = PLACE.exec(text) ?? []
  if (!micros || !videoId) return null
  const place = { createdAtMicros: Number(micros), videoId }
  // Decoding forgives; only the one text that we would write is ours.
  return Number.isSafeInteger(place.createdAtMicros) && toCursor(place) === cursor ? place : null
}
