import type { Context } from 'hono'
import { DAY_SECONDS } from '../../../durations.ts'
import type { SandboxEnv } from '../../kit/kit.ts'
import type { Books } from '../books.ts'
import { invalid, StripeError } from '../errors.ts'
import { API_VERSION } from '../settings.ts'
import { catchUp } from '../time.ts'
import { expand } from './expand.ts'
import { type Params, readForm } from './form.ts'
import { KNOWN_PARAMETERS } from './known-parameters.generated.ts'

export interface Call {
  books: Books
  params: Params
  /** The `:id` of the path, or empty. */
  id: string
  /** The path, which lists repeat as their `url`. */
  path: string
}
export type Handler = (call: Call) => object

interface Saved {
  print: string
  status: number
  body: object
  requestId: string
  at: number
}

const KEPT_SECONDS = DAY_SECONDS

/** Answers one API request: who asks, has this been asked before, do it whole or not at all. */
export async function answerCall(
  c: Context<SandboxEnv>,
  books: Books,
  route: { name: string; handle: Handler },
): Promise<Response> {
  const requestId = books.id('req_', 14)
  const headers = { 'Request-Id': requestId, 'Stripe-Version': API_VERSION }
  const key = c.req.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null
  let print = ''
  try {
    checkCaller(c)
    checkFault(c)
    const body = await readBody(c)
    print = `${c.req.method} ${c.req.path} ${body}`
    const saved = key ? replayOf(books, key, print) : undefined
    if (saved) {
      const again = { 'Idempotent-Replayed': 'true', 'Original-Request': saved.requestId }
      return send(saved, { ...headers, ...again, 'Idempotency-Key': key ?? '' })
    }
    books.whole(() => catchUp(books))
    const done = books.whole(() => {
      const said = run(c, books, { ...route, body, requestId, key })
      const at = books.wallSeconds()
      if (key) books.kit.store.put('idempotency', key, { ...said, print, requestId, at })
      return said
    })
    return send(done, { ...headers, ...(key && { 'Idempotency-Key': key }) })
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    const said = { status: error.status, body: error.body(requestId) }
    // A card's refusal is an outcome: whoever asks with the same key hears it again.
    if (key && print && error.refusal.type === 'card_error') {
      const at = books.wallSeconds()
      books.kit.store.put('idempotency', key, { ...said, print, requestId, at })
    }
    return send(said, headers)
  } finally {
    books.request = { id: null, idempotency_key: null }
  }
}

type Run = {
  name: string
  handle: Handler
  body: string
  requestId: string
  key: string | null
}

function run(c: Context<SandboxEnv>, books: Books, it: Run): Pick<Saved, 'status' | 'body'> {
  const params = readForm(it.body)
  checkParameters(it.name, params)
  books.request = { id: it.requestId, idempotency_key: it.key }
  const id = c.req.param('id') ?? ''
  try {
    const value = it.handle({ books, params, id, path: c.req.path })
    return { status: 200, body: expand(books, value, params.texts('expand')) }
  } catch (error) {
    if (!(error instanceof StripeError && error.keepsState)) throw error
    return { status: error.status, body: error.body(it.requestId) }
  }
}

function send({ status, body }: Pick<Saved, 'status' | 'body'>, headers: Record<string, string>) {
  return Response.json(body, { status, headers })
}

function checkCaller(c: Context<SandboxEnv>): void {
  const said = c.req.header('authorization') ?? ''
  const bearer = /^Bearer\s+(\S+)$/i.exec(said)?.[1]
  const basic = /^Basic\s+(\S+)$/i.exec(said)?.[1]
  const key = bearer ?? (basic ? atob(basic).split(':')[0] : '')
  if (!key) {
    const message =
      'You did not provide an API key. You need to provide your API key in the Authorization ' +
      "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
    throw new StripeError(401, { type: 'invalid_request_error', message })
  }
  if (!/^[sr]k_test_\w+$/.test(key)) {
    const message = `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(12)}`
    throw new StripeError(401, { type: 'invalid_request_error', message })
  }
  const version = c.req.header('stripe-version')
  if (version && !/^\d{4}-\d\d-\d\d(\.\w+)?$/.test(version)) {
    throw invalid(`Invalid Stripe API version: ${version}.`)
  }
}

/** Faults with Stripe's own names: `lock_timeout` and `idempotency_key_in_use`. */
function checkFault(c: Context<SandboxEnv>): void {
  const kind = c.env.fault?.kind
  if (kind === 'lock_timeout') {
    const message =
      'This object cannot be accessed right now because another API request or Stripe process is ' +
      'currently accessing it. If you see this error intermittently, retry the request.'
    throw new StripeError(429, { type: 'invalid_request_error', code: kind, message })
  }
  if (kind === 'idempotency_key_in_use') {
    const message =
      'There is currently another in-progress request using this Idempotency Key. ' +
      'Please try again later.'
    throw new StripeError(409, { type: 'idempotency_error', code: kind, message })
  }
}

async function readBody(c: Context<SandboxEnv>): Promise<string> {
  const query = new URL(c.req.url).search.slice(1)
  return [query, await c.req.text()].filter(Boolean).join('&')
}

function replayOf(books: Books, key: string, print: string): Saved | undefined {
  const saved = books.kit.store.get<Saved>('idempotency', key)
  if (!saved || saved.at < books.wallSeconds() - KEPT_SECONDS) return undefined
  if (saved.print === print) return saved
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used ' +
    `with. Try using a key other than '${key}' if you meant to execute a different request.`
  throw new StripeError(400, { type: 'idempotency_error', message })
}

/** Stripe refuses parameters it does not know; the lists are taken from its own client's types. */
function checkParameters(name: string, params: Params): void {
  const known = KNOWN_PARAMETERS[name]
  if (!known) return
  const unknown = params.names().find(it => it !== 'expand' && !known.includes(it))
  if (unknown === undefined) return
  const says = `Received unknown parameter: ${unknown}`
  throw invalid(says, unknown, 'parameter_unknown')
}
