import { createLimiter } from '../limiter.ts'
import { asked, connectStripe, createSilence, readMessage } from './client.ts'
import { customerCalls } from './customers.ts'
import { pageCalls } from './pages.ts'
import type { Payments } from './payments.ts'
import { createPrices } from './prices.ts'
import { subscriptionCalls } from './subscriptions.ts'

export interface StripeSettings {
  secretKey: string
  /** Signs what Stripe sends us; null = nothing of what is sent can be believed. */
  webhookSecret: string | null
  /** A stand-in on this machine, instead of Stripe. */
  origin: string | null
}

const MOST_AT_ONCE = 3

/** Payments through Stripe. */
export function createStripe({ secretKey, webhookSecret, origin }: StripeSettings): Payments {
  const stripe = connectStripe(secretKey, origin)
  const prices = createPrices(stripe)
  const limiter = createLimiter(MOST_AT_ONCE)
  const silence = createSilence()
  const calls = {
    ...customerCalls(stripe, prices),
    ...pageCalls(stripe, prices),
    ...subscriptionCalls(stripe, prices),
  }
  return {
    isLive: /^[sr]k_live_/.test(secretKey),
    hasInboxSecret: webhookSecret !== null,
    readMessage: sent => readMessage(stripe, webhookSecret ?? '', sent),
    limited: limiter.limited,
    close: limiter.whenEmpty,
    isAnswering: silence.isOver,
    ...asked(calls, silence),
  }
}
