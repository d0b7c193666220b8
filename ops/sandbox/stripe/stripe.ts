import { Hono } from 'hono'
import type { Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { startKit } from '../kit/start-kit.ts'
import { Books } from './books.ts'
import { seedCatalog } from './catalog.ts'
import { placeEndpoint, stripeControl } from './control.ts'
import { StripeError, stripeFaultBody } from './errors.ts'
import { hostedPages } from './hosted-pages/pages.ts'
import { portalPages } from './hosted-pages/portal-pages.ts'
import type { StripeSettings } from './settings.ts'
import { catchUp, finishAdvance } from './time.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { BILLING_ROUTES } from './wire/routes-billing.ts'
import { EVENT_ROUTES } from './wire/routes-events.ts'
import { SALE_ROUTES } from './wire/routes-sale.ts'
import { answerCall } from './wire/wire.ts'

/** Any `sk_test_` key is let in; this is the one to hand out. */
export const STRIPE_KEY = 'sk_test_sandbox'

export interface StripeOptions extends SandboxOptions {
  /** Where events go from the first start on, signed with a secret both sides know. */
  webhook?: { url: string; secret: string }
}

const SETTINGS: StripeSettings = {
  retryDays: [3, 5, 7],
  afterRetries: 'cancel',
  billingMode: 'flexible',
  deliveryRetrySeconds: [1, 5, 30, 300, 3600],
  deliveryAttempts: 16,
  deliveryTimeoutMs: 10_000,
  isHolding: false,
  livemode: false,
  isPortalSaved: false,
  testClock: '',
  clockMs: 20,
}
const TICK_MS = 15_000

/** Starts the stand-in for Stripe: its API, its pages, its events and its clocks. */
export async function startStripe(options: StripeOptions): Promise<Sandbox> {
  const running: { stop(): Promise<void> }[] = []
  const sandbox = await startKit<StripeSettings>(
    {
      name: 'stripe',
      look: { title: 'Stripe sandbox', accent: '#635bff' },
      accounts: [],
      settings: SETTINGS,
      faultBody: stripeFaultBody,
      routes: kit => {
        const books = new Books(kit)
        books.whole(() => seedCatalog(books))
        const { webhook } = options
        if (webhook) books.whole(() => placeEndpoint(books, webhook))
        const deliveries = new Deliveries(books)
        const clocks = new Clocks(books)
        running.push(clocks, deliveries)
        return routes({ books, deliveries, clocks })
      },
    },
    options,
  )
  const stop = async () => {
    for (const it of running) await it.stop()
    await sandbox.stop()
  }
  return { ...sandbox, stop }
}

type Parts = { books: Books; deliveries: Deliveries; clocks: Clocks }

function routes({ books, deliveries, clocks }: Parts): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.route('/', stripeControl(books, deliveries))
  app.route('/', hostedPages(books)).route('/', portalPages(books))
  const all = { ...SALE_ROUTES, ...BILLING_ROUTES, ...EVENT_ROUTES }
  const specific = Object.entries(all).toSorted(
    ([a], [b]) => Number(a.includes(':')) - Number(b.includes(':')),
  )
  for (const [line, handle] of specific) {
    const [method = '', path = '', name = ''] = line.split(' ')
    app.on(method, path, async c => {
      const answer = await answerCall(c, books, { name, handle })
      if (path.endsWith('/advance')) clocks.wake()
      return answer
    })
  }
  app.all('/v1/*', c =>
    answerCall(c, books, {
      name: '',
      handle: () => {
        const message =
          `Unrecognized request URL (${c.req.method}: ${c.req.path}). Please see ` +
          'https://stripe.com/docs or we can help at https://support.stripe.com/.'
        throw new StripeError(404, { type: 'invalid_request_error', message })
      },
    }),
  )
  app.onError(error => {
    if (!(error instanceof StripeError)) throw error
    return Response.json(error.body('req_page'), { status: error.status })
  })
  return app
}

/** Lets clocks arrive where they were sent, a moment later, and the rest of the world keep up. */
class Clocks {
  private readonly timers = new Set<ReturnType<typeof setTimeout>>()
  private readonly ticker: ReturnType<typeof setInterval>

  constructor(private readonly books: Books) {
    this.ticker = setInterval(() => books.whole(() => catchUp(books)), TICK_MS)
    this.ticker.unref()
    // A clock that a kill caught on its way goes on at once.
    this.wake(0)
  }

  wake(afterMs = this.books.kit.settings().clockMs): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      const { things } = this.books
      for (const clock of things.list('test_helpers.test_clock')) {
        if (clock.status === 'advancing')
          this.books.whole(() => finishAdvance(this.books, clock.id))
      }
    }, afterMs)
    this.timers.add(timer)
  }

  async stop(): Promise<void> {
    clearInterval(this.ticker)
    for (const timer of this.timers) clearTimeout(timer)
  }
}
