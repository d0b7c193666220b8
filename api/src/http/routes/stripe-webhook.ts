import type { Hono } from 'hono'
import { receiveMessage } from '../../billing/billing.router.ts'
import type { Deps } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { counted } from '../counted.ts'
import { bodyLimit } from '../guards/body-limit.ts'
import { problemResponse } from '../problem.ts'
import type { HttpEnv } from '../request-log.ts'

export const STRIPE_WEBHOOK = '/api/v1/stripe/webhook'
const MOST_BYTES = 256 * 1024
// Far more than Stripe sends at once; what is refused it sends again.
const MESSAGES = { name: 'stripe', points: 1200, windowSeconds: 60, by: 'address' } as const

/** Where Stripe sends its messages: the bytes as they came, since the signature is over them. */
export function stripeWebhook(app: Hono<HttpEnv>, deps: Deps): void {
  app.post(STRIPE_WEBHOOK, counted(deps, MESSAGES), bodyLimit(MOST_BYTES), async c => {
    const encoding = c.req.header('Content-Encoding') ?? 'identity'
    if (encoding !== 'identity') throw new Fault('media_type', 'Please send it uncompressed.')
    const raw = new Uint8Array(await c.req.raw.arrayBuffer())
    await receiveMessage(deps, { raw, signature: c.req.header('Stripe-Signature') ?? null })
    return c.json({ received: true })
  })
  app.all(STRIPE_WEBHOOK, c => {
    const refusal = problemResponse(new Fault('method_not_allowed'), c.var.requestId)
    refusal.headers.set('Allow', 'POST')
    return refusal
  })
}
