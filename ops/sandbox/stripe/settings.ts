import type { Kit } from '../kit/kit.ts'

export const API_VERSION = '2026-10-28.endive'

export interface StripeSettings {
  /** Days after the first failed attempt on which a renewal is tried again. */
  retryDays: number[]
  /** What becomes of a subscription whose last retry failed. */
  afterRetries: 'cancel' | 'unpaid' | 'past_due'
  /** How the portal writes a cancellation: flexible sets `cancel_at` alone, classic both. */
  billingMode: 'flexible' | 'classic'
  /** Seconds between attempts to deliver one event; the last one repeats. */
  deliveryRetrySeconds: number[]
  deliveryAttempts: number
  deliveryTimeoutMs: number
  /** Held deliveries wait for `POST /_sandbox/deliveries/release`. */
  isHolding: boolean
  livemode: boolean
  /** Whether somebody has saved the portal's settings in the dashboard. */
  isPortalSaved: boolean
  /** Puts every new customer on this test clock, for clients that name none. */
  testClock: string
  /** How long a test clock says `advancing`. */
  clockMs: number
}
export type StripeKit = Kit<StripeSettings>
