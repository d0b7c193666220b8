import Stripe from 'stripe'
import { type Bench, bench } from '../kit/testing.ts'
import { startStripe } from './stripe.ts'

export const WEBHOOK_SECRET = 'whsec_test_of_the_sandbox'

export interface Received {
  event: Stripe.Event
  signature: string
  body: string
}

/** A sandbox, Stripe's own client on it, and an endpoint that checks what it is told. */
export interface World extends Bench {
  stripe: Stripe
  received: Received[]
  /** What the endpoint answers next; empty means 200. */
  answers: number[]
  refused: string[]
  endpointUrl: string
  control<T>(path: string, body?: object): Promise<T>
  truth(customer: string): Promise<Truth>
  advance(clock: string, to: number): Promise<void>
  settle(): Promise<void>
  types(): string[]
}

export interface Truth {
  now: number
  balance: number
  delinquent: boolean
  live: string[]
  subscriptions: {
    id: string
    status: string
    lookupKey: string
    currentPeriodEnd: number
    cancelAt: number | null
    cancelAtPeriodEnd: boolean
    next: { lookupKey: string; at: number } | null
  }[]
  invoices: { id: string; status: string; total: number; reason: string; attempts: number }[]
  bought: { lines: { lookupKey: string; quantity: number }[]; amountRefunded: number }[]
}

export async function openWorld(): Promise<World> {
  const received: Received[] = []
  const answers: number[] = []
  const refused: string[] = []
  const endpoint = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const body = await request.text()
      const signature = request.headers.get('stripe-signature') ?? ''
      try {
        const event = await Stripe.webhooks.constructEventAsync(body, signature, WEBHOOK_SECRET)
        const status = answers.shift() ?? 200
        if (status === 200) received.push({ event, signature, body })
        return new Response('', { status })
      } catch (error) {
        refused.push(error instanceof Error ? error.message : '')
        return new Response('', { status: 400 })
      }
    },
  })
  const endpointUrl = `http://127.0.0.1:${endpoint.port}/stripe`
  const it = await bench(options =>
    startStripe({ ...options, webhook: { url: endpointUrl, secret: WEBHOOK_SECRET } }),
  )
  await it.post('/_sandbox/settings', { deliveryRetrySeconds: [0.02] })
  const world = Object.assign(it, { received, answers, refused, endpointUrl })
  return withHelpers(world, async () => {
    await endpoint.stop(true)
  })
}

type Bare = Bench & Pick<World, 'received' | 'answers' | 'refused' | 'endpointUrl'>

function withHelpers(bare: Bare, stopEndpoint: () => Promise<void>): World {
  const { close } = bare
  const { hostname, port } = new URL(bare.sandbox.origin)
  const options = { host: hostname, port, protocol: 'http' as const, maxNetworkRetries: 0 }
  const stripe = new Stripe('sk_test_sandbox', options)
  const control = async <T>(path: string, body?: object) => {
    const answer = body ? bare.post(`/_sandbox/${path}`, body) : bare.get(`/_sandbox/${path}`)
    return (await (await answer).json()) as T
  }
  return Object.assign(bare, {
    stripe,
    control,
    truth: (customer: string) => control<Truth>(`truth?customer=${customer}`),
    advance: (clock: string, to: number) => advance(stripe, clock, to),
    settle: () => control<void>('deliveries/settle', {}),
    types: () => bare.received.map(it => it.event.type),
    close: async () => {
      await close()
      await stopEndpoint()
    },
  })
}

async function advance(stripe: Stripe, clock: string, to: number): Promise<void> {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to })
  // Stripe offers no way to wait for a clock but to look at it again.
  for (;;) {
    const { status } = await stripe.testHelpers.testClocks.retrieve(clock)
    if (status === 'ready') return
    await Bun.sleep(5)
  }
}

/** Fills in a session's page and presses its button, as a browser would. */
export async function pay(
  url: string | null,
  typed: { card?: string; email?: string } = {},
): Promise<Response> {
  const { card = '4242424242424242', email = 'buyer@example.com' } = typed
  const body = new URLSearchParams({ card, email, name: 'Ada' })
  return fetch(url ?? '', { method: 'POST', redirect: 'manual', body })
}

export async function press(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
}

/** A customer on a clock of their own, who subscribed through the page. */
export async function subscriber(
  world: World,
  wanted: { price?: string; trialDays?: number; card?: string; start?: number } = {},
) {
  const start = wanted.start ?? Math.floor(Date.UTC(2027, 0, 10) / 1000)
  const clock = await world.stripe.testHelpers.testClocks.create({ frozen_time: start })
  const customer = await world.stripe.customers.create({
    email: 'ada@example.com',
    test_clock: clock.id,
  })
  const session = await world.stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    client_reference_id: 'workspace-1',
    success_url: 'http://127.0.0.1:9/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:9/back',
    line_items: [{ price: wanted.price ?? 'price_sandbox_pro_month', quantity: 1 }],
    subscription_data: {
      metadata: { workspace: '1' },
      ...(wanted.trialDays && { trial_period_days: wanted.trialDays }),
    },
  })
  await pay(session.url, wanted.card ? { card: wanted.card } : {})
  const [subscription] = (await world.stripe.subscriptions.list({ customer: customer.id })).data
  if (!subscription) throw new Error('the page made no subscription')
  return { clock: clock.id, customer: customer.id, subscription, start, session: session.id }
}
