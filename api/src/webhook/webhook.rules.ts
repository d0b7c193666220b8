import { createHmac, randomBytes } from 'node:crypto'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../lib/time.ts'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
/** How long to wait after each try, as Standard Webhooks proposes: a little over three days. */
const WAITS_MS = [
  ...[5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2, 5, 10, 14, 20, 24].map(hours => hours * HOUR_MS),
]
/** Up to a tenth more, so that what failed together does not come back together. */
const JITTER = 0.1
const LONGEST_ASKED_MS = 24 * HOUR_MS
/** An address that has failed for so long is not called again. */
const OFF_AFTER_MS = 5 * 24 * HOUR_MS

/** A secret as Standard Webhooks writes them. */
export const newWebhookSecret = (): string =>
  `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

/** The `webhook-id` of a delivery: the same however often it is sent. */
export const messageIdOf = (deliveryId: string): string => `msg_${deliveryId.replaceAll('-', '')}`

/** What a receiver reads. */
export const payloadOf = ({ type, at, data }: { type: string; at: Date; data: unknown }): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data })

/** The three headers by which a receiver knows that it was us, just now, and that it is whole. */
export function signedHeaders(
  secrets: readonly string[],
  { messageId, body }: { messageId: string; body: string },
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signed = `${messageId}.${timestamp}.${body}`
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  })
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}

export interface Tried {
  attempts: number
  retryAfterSeconds: number | null
  now: Date
  /** 0 to 1. */
  random: number
}

/** When to try again after this many tries; null when it was tried long enough. */
export function nextDeliveryAt({ attempts, retryAfterSeconds, now, random }: Tried): Date | null {
  const wait = WAITS_MS[attempts - 1]
  if (wait === undefined) return null
  const asked = Math.min((retryAfterSeconds ?? 0) * SECOND_MS, LONGEST_ASKED_MS)
  return new Date(now.getTime() + Math.max(wait * (1 + JITTER * random), asked))
}

/** Whether an address has failed for so long that it is not called again. */
export const isDeadSince = (failingSince: Date, now: Date): boolean =>
  now.getTime() - failingSince.getTime() >= OFF_AFTER_MS
