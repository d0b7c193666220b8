/** Stripe's stand-in as a test drives it: the real API, spoken without our own client. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { DAY_SECONDS } from '../../src/lib/time.ts'

const Named = z.looseObject({ id: z.string() })
const List = z.object({ data: z.array(Named), has_more: z.boolean() })
const Clock = z.object({ id: z.string(), status: z.string(), frozen_time: z.number() })
const Event = z.looseObject({
  ...{ id: z.string(), type: z.string(), created: z.number() },
  data: z.object({ object: z.looseObject({}) }),
})
export type StripeEvent = z.infer<typeof Event>

const DEADLINE_MS = 20_000

export interface World {
  origin: string
  post(path: string, fields?: Record<string, string | number>): Promise<z.infer<typeof Named>>
  get(path: string): Promise<z.infer<typeof Named>>
  list(path: string, query: Record<string, string | number>): Promise<z.infer<typeof Named>[]>
  /** A customer in a time of their own, who pays with this card. */
  customer(card: string, frozenTime?: number): Promise<{ customerId: string; clockId: string }>
  /** The time goes on by so many days; what falls due happens. The new time. */
  goOn(clockId: string, days: number): Promise<Date>
  /** Puts another card in place; its id. */
  useCard(customerId: string, card: string): Promise<string>
  /** Has every message sent to an address from now on. */
  tell(url: string, secret: string): Promise<void>
  /** Waits until everything that is to be sent was sent. */
  settle(): Promise<void>
  /** Changes how the stand-in behaves. */
  set(settings: object): Promise<void>
  /** Presses the button on a page where somebody pays. */
  pay(pageId: string, card?: string): Promise<void>
  /** What happened to a customer, oldest first. */
  eventsOf(customerId: string): Promise<StripeEvent[]>
}

/** Starts the stand-in as a process of its own, with books of its own. */
export async function startWorld(): Promise<World & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'content-stripe-'))
  const program = join(import.meta.dir, 'stripe-process.ts')
  const child = Bun.spawn([process.execPath, program, folder], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const { value } = await child.stdout.getReader().read()
  return {
    ...stripeWorld(new TextDecoder().decode(value).trim()),
    async close() {
      child.kill('SIGTERM')
      await child.exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Fields = Record<string, string | number>
type Speak = Pick<World, 'post' | 'get' | 'list'>

function stripeWorld(origin: string): World {
  const speak = speakTo(origin)
  const { post, list } = speak
  return {
    ...{ origin, ...speak },
    async customer(card, frozenTime = Math.floor(Date.now() / 1000)) {
      const clock = await post('test_helpers/test_clocks', { frozen_time: frozenTime })
      const { id } = await post('customers', {
        ...{ email: 'payer@example.test', test_clock: clock.id, payment_method: card },
        'invoice_settings[default_payment_method]': card,
      })
      return { customerId: id, clockId: clock.id }
    },
    goOn: (clockId, days) => advance(speak, clockId, days * DAY_SECONDS),
    async useCard(customerId, card) {
      const method = await post(`payment_methods/${card}/attach`, { customer: customerId })
      const field = 'invoice_settings[default_payment_method]'
      await post(`customers/${customerId}`, { [field]: method.id })
      return method.id
    },
    async pay(pageId, card = '4242424242424242') {
      await control(origin, `checkout/${pageId}/complete`, { card })
    },
    async tell(url, secret) {
      await control(origin, 'endpoints', { url, secret })
    },
    async settle() {
      await control(origin, 'deliveries/settle', {})
    },
    async set(settings) {
      await control(origin, 'settings', settings)
    },
    async eventsOf(customerId) {
      const all = z.array(Event).parse(await list('events', {}))
      return all.filter(({ data: { object } }) => isAbout(object, customerId)).toReversed()
    },
  }
}

async function control(origin: string, door: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  await bodyOf(await fetch(`${origin}/_sandbox/${door}`, init))
}

async function advance({ post, get }: Speak, clockId: string, seconds: number): Promise<Date> {
  const { frozen_time } = Clock.parse(await get(`test_helpers/test_clocks/${clockId}`))
  const target = frozen_time + seconds
  await post(`test_helpers/test_clocks/${clockId}/advance`, { frozen_time: target })
  const until = performance.now() + DEADLINE_MS
  while (performance.now() < until) {
    const clock = Clock.parse(await get(`test_helpers/test_clocks/${clockId}`))
    if (clock.status === 'ready') return new Date(target * 1000)
    await Bun.sleep(5)
  }
  throw new Error('the clock did not arrive')
}

function speakTo(origin: string): Speak {
  const get = async (path: string, fields: Fields = {}) => {
    const query = formOf(fields)
    return bodyOf(await fetch(`${origin}/v1/${path}${query && `?${query}`}`, { headers: AUTH }))
  }
  return {
    get: async path => Named.parse(await get(path)),
    async post(path, fields = {}) {
      const headers = { ...AUTH, 'Content-Type': 'application/x-www-form-urlencoded' }
      const init = { method: 'POST', headers, body: formOf(fields) }
      return Named.parse(await bodyOf(await fetch(`${origin}/v1/${path}`, init)))
    },
    async list(path, query) {
      const all: z.infer<typeof Named>[] = []
      for (;;) {
        const last = all.at(-1)
        const after: Fields = last === undefined ? {} : { starting_after: last.id }
        const page = List.parse(await get(path, { limit: 100, ...query, ...after }))
        all.push(...page.data)
        if (!page.has_more) return all
      }
    },
  }
}

const AUTH = { Authorization: 'Bearer sk_test_sandbox' }

const formOf = (fields: Fields) =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()

async function bodyOf(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json()
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${JSON.stringify(body)}`)
  return body
}

const isAbout = (object: Record<string, unknown>, customerId: string) =>
  object.customer === customerId || (object.object === 'customer' && object.id === customerId)

export interface StripeProxy {
  origin: string
  /** Who is asked in the end. */
  target: string
  /** Called with an answer in hand, before it is passed on. */
  holdBack: (request: { method: string; path: string }) => Promise<void> | void
  /** Whether answers get lost, though Stripe has done what was asked. */
  cutOff: boolean
  /** How often Stripe was asked. */
  asked: number
  close(): Promise<void>
}

/**
 * Stands between the api and Stripe. `cus_1__7` is asked about as `cus_1`: one life there can be
 * followed by many workspaces here.
 */
export function stripeProxy(target: string): StripeProxy {
  const real = (text: string) => text.replace(/(cus_\w+?)__\d+/g, '$1')
  const proxy: StripeProxy = {
    origin: '',
    target,
    asked: 0,
    cutOff: false,
    holdBack: () => undefined,
    close: () => server.stop(true),
  }
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      proxy.asked += 1
      const headers = new Headers(request.headers)
      for (const name of ['Host', 'Content-Length', 'Connection']) headers.delete(name)
      const answer = await fetch(`${proxy.target}${real(pathname)}${real(search)}`, {
        ...{ method: request.method, headers },
        ...(request.method === 'POST' && { body: real(await request.text()) }),
      })
      const body = await answer.text()
      await proxy.holdBack({ method: request.method, path: pathname })
      if (proxy.cutOff) return new Response('', { status: 502 })
      const type = answer.headers.get('Content-Type') ?? 'application/json'
      return new Response(body, { status: answer.status, headers: { 'Content-Type': type } })
    },
  })
  proxy.origin = `http://127.0.0.1:${server.port}`
  return proxy
}
