import { Hono } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../kit/kit.ts'
import type { Books } from './books.ts'
import { StripeError } from './errors.ts'
import { answerBank, changeCard, submit } from './hosted-pages/checkout-pay.ts'
import type { Shapes } from './shapes.ts'
import { catchUp } from './time.ts'
import { truthOf } from './truth.ts'
import type { Deliveries, Delivery } from './webhooks/deliveries.ts'

const Release = z.object({
  order: z.enum(['written', 'reversed', 'shuffled']).default('written'),
  /** The same seed shuffles, drops and doubles the same way. */
  seed: z.int().default(1),
  dropShare: z.number().min(0).max(1).default(0),
  doubleShare: z.number().min(0).max(1).default(0),
  /** Only these events; the rest stays held. */
  events: z.array(z.string()).optional(),
  atOnce: z.int().min(1).max(100).default(1),
})
const Endpoint = z.object({
  url: z.string(),
  secret: z.string().optional(),
  events: z.array(z.string()).default(['*']),
})

/** Stripe's part of the back door: deliveries, endpoints, cards, and what is true. */
export function stripeControl(books: Books, deliveries: Deliveries): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json(error.body('req_sandbox'), 400)
    if (error instanceof z.ZodError) return c.json({ error: error.issues }, 400)
    throw error
  })
  deliveryRoutes(app, deliveries)
  endpointRoutes(app, books)
  app.get('/_sandbox/truth', c => {
    books.whole(() => catchUp(books))
    return c.json(truthOf(books, c.req.query('customer') ?? ''))
  })
  app.post('/_sandbox/customers/:id/card', async c => {
    const { card } = z.object({ card: z.string() }).parse(await c.req.json())
    books.whole(() => changeCard(books, c.req.param('id'), card))
    return c.json({ card })
  })
  app.post('/_sandbox/checkout/:id/complete', async c => {
    const Typed = z.object({
      card: z.string().default('4242424242424242'),
      email: z.string().default('buyer@example.com'),
      name: z.string().default('Sandbox Buyer'),
    })
    const typed = Typed.parse(await c.req.json().catch(() => ({})))
    const outcome = books.whole(() => {
      const session = books.things.need('checkout.session', c.req.param('id'))
      const first = submit(books, session, typed)
      return first.kind === 'bank' ? answerBank(books, session, true) : first
    })
    return c.json(outcome, outcome.kind === 'done' ? 200 : 402)
  })
  return app
}

function deliveryRoutes(app: Hono<SandboxEnv>, deliveries: Deliveries): void {
  app.get('/_sandbox/deliveries', c => c.json(deliveries.list(c.req.query('state'))))
  app.post('/_sandbox/deliveries/hold', c => {
    deliveries.setHolding(true)
    return c.json({ isHolding: true })
  })
  app.post('/_sandbox/deliveries/flow', c => {
    deliveries.setHolding(false)
    return c.json({ isHolding: false })
  })
  app.post('/_sandbox/deliveries/release', async c => {
    const how = Release.parse(await c.req.json().catch(() => ({})))
    return c.json(await release(deliveries, how))
  })
  app.post('/_sandbox/deliveries/settle', async c => {
    await deliveries.settle()
    return c.json({ pending: 0 })
  })
}

/** Lets held deliveries go: in whatever order, some never, some twice. */
async function release(deliveries: Deliveries, how: z.infer<typeof Release>) {
  const random = seeded(how.seed)
  const { events } = how
  const held = deliveries.list('held').filter(it => !events || events.includes(it.event))
  const dropped = held.filter(() => random() < how.dropShare)
  for (const it of dropped) deliveries.mark(it, 'dropped', null)
  const going = held.filter(it => !dropped.includes(it))
  const all = going.flatMap(it => (random() < how.doubleShare ? [it, it] : [it]))
  const queue = ordered(all, how.order, random)
  const told: object[] = []
  const worker = async () => {
    for (let it = queue.shift(); it; it = queue.shift()) told.push(await deliveries.attempt(it))
  }
  await Promise.all(Array.from({ length: how.atOnce }, worker))
  return { told, dropped: dropped.map(it => it.event) }
}

function ordered(all: Delivery[], order: string, random: () => number): Delivery[] {
  if (order === 'reversed') return all.toReversed()
  if (order === 'written') return all
  const keyed = all.map(it => ({ it, key: random() }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ it }) => it)
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function endpointRoutes(app: Hono<SandboxEnv>, books: Books): void {
  app.post('/_sandbox/endpoints', async c => {
    const input = Endpoint.parse(await c.req.json())
    const endpoint = books.whole(() => placeEndpoint(books, input))
    return c.json(endpoint, 201)
  })
}

/** An endpoint with a secret of our choosing; the same address is only ever there once. */
export function placeEndpoint(
  books: Books,
  input: { url: string; secret?: string | undefined; events?: string[] },
): Shapes['webhook_endpoint'] & { secret: string } {
  const secret = input.secret ?? `whsec_${books.id('', 32)}`
  const own = { secrets: [{ secret, until: null }] }
  const known = books.things.list('webhook_endpoint').find(it => it.url === input.url)
  const endpoint: Shapes['webhook_endpoint'] = known ?? {
    id: books.id('we_1'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: books.now(null),
    description: null,
    enabled_events: input.events ?? ['*'],
    livemode: books.kit.settings().livemode,
    metadata: {},
    status: 'enabled',
    url: input.url,
  }
  books.add('webhook_endpoint', endpoint, { own })
  return { ...endpoint, secret }
}
