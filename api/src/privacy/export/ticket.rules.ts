import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS } from '../../lib/time.ts'

const TICKET_MS = 5 * MINUTE_MS

interface Fetching {
  exportId: string
  /** Only the browser that proved who sits before it can use the ticket. */
  sessionHash: string
}

/** Lets one browser fetch one export within minutes of having shown its password. */
export function ticketFor(authSecret: string, fetching: Fetching, now: Date): string {
  const until = now.getTime() + TICKET_MS
  return `${until}.${signature(authSecret, fetching, until)}`
}

export function isTicketGood(
  authSecret: string,
  fetching: Fetching & { ticket: string },
  now: Date,
): boolean {
  const [until = '', signed = ''] = fetching.ticket.split('.')
  if (!/^\d{13}$/.test(until) || Number(until) < now.getTime()) return false
  const wanted = Buffer.from(signature(authSecret, fetching, Number(until)))
  const given = Buffer.from(signed)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

function signature(authSecret: string, { exportId, sessionHash }: Fetching, until: number): string {
  return createHmac('sha256', authSecret)
    .update(`export ticket ${exportId} ${sessionHash} ${until}`)
    .digest('base64url')
}
