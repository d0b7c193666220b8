import { retryAfterMs, Setback } from '../lib/step-error.ts'
import type { Exchange, HttpClient, Moving } from '../outside/http-client.ts'
import type { Reply } from '../outside/network-trouble.ts'
import type { Cargo, Pace } from './pace/pace.ts'

export type { Reply } from '../outside/network-trouble.ts'

const GUARD_EVERY_MS = 1000

export interface Call {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  headers?: Record<string, string>
  auth: 'Bearer' | 'OAuth' | 'none'
  /** Built anew for each attempt. */
  body?: () => string
  /** Part of a file as the body. It is never sent twice by itself. */
  cargo?: Cargo
  /** Asked again and again while bytes are sent; when it throws, the sending stops with that. */
  guard?: () => Promise<void>
}

/** One platform as seen through one connection's grant. */
export interface Wire {
  call(call: Call): Promise<Reply>
  /** How much of a file to send there in one request, where that is ours to choose. */
  partBytes(url: string): number
  now(): number
}

export interface WireParts {
  http: HttpClient
  pace: Pace
  signal: AbortSignal
  now(): number
  token(): Promise<string>
  /** Asks for a fresh token after the platform refused the one at hand. */
  renew(): Promise<string>
  isRefusedToken(reply: Reply): boolean
  mayCarryToken(url: string): boolean | Promise<boolean>
}

/** Sends requests with a grant, renews it once when it is refused, and never follows a redirect. */
export function openWire(parts: WireParts): Wire {
  return {
    now: parts.now,
    partBytes: parts.pace.partBytes,
    call: async call => {
      if (call.auth === 'none') return once(parts, call, null)
      // The address came from outside: a token goes to the platform's own hosts and nowhere else.
      const isOurs = await beforeSending(async () => parts.mayCarryToken(call.url))
      if (!isOurs) throw strangeHost()
      const reply = await once(parts, call, await beforeSending(parts.token))
      if (!parts.isRefusedToken(reply)) return reply
      const token = await beforeSending(parts.renew)
      // How much of the file was kept has to be asked; it may be more than before.
      if (call.cargo) throw tokenRenewed()
      return once(parts, call, token)
    },
  }
}

/** The platform took nothing of a request: there was no token that it would have taken. */
export class NotSent extends Setback {}

const beforeSending = <T>(ask: () => Promise<T>) =>
  ask().catch((error: unknown) => {
    throw error instanceof Setback ? new NotSent(error.why) : error
  })

async function once(parts: WireParts, call: Call, token: string | null): Promise<Reply> {
  const guard = openGuard(call.guard)
  const signal = AbortSignal.any([parts.signal, guard.signal])
  try {
    return await parts.http.exchange(moving => exchangeFor(parts, { call, token, signal }, moving))
  } finally {
    guard.close()
  }
}

function exchangeFor(
  { pace }: WireParts,
  { call, token, signal }: { call: Call; token: string | null; signal: AbortSignal },
  moving: Moving,
): Exchange {
  const { method, url, cargo } = call
  return {
    ...{ method, url, signal },
    headers: {
      ...call.headers,
      ...(token && { authorization: `${call.auth} ${token}` }),
      ...(cargo && { 'content-length': String(cargo.to - cargo.from) }),
    },
    ...(call.body && { body: call.body() }),
    ...(cargo && { sending: pace.send(cargo, url, moving) }),
    // On a kept connection that died, Bun sends a request again by itself; whether a change was
    // made has to stay a question that is asked.
    keepalive: method === 'GET',
  }
}

// A file that became shorter leaves its request waiting for bytes that never come.
function openGuard(ask: Call['guard']): { signal: AbortSignal; close(): void } {
  const stop = new AbortController()
  const look = () => ask?.().catch(error => stop.abort(error))
  const timer = ask ? setInterval(look, GUARD_EVERY_MS) : undefined
  return { signal: stop.signal, close: () => clearInterval(timer) }
}

/** Waits for a while, or until the signal says stop; then throws its reason. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** A busy or broken answer (429 and 5xx) as a Setback; null for any other. */
export function busySetback(reply: Reply, platform: string, nowMs: number): Setback | null {
  if (reply.status !== 429 && reply.status < 500) return null
  const afterMs = retryAfterMs(reply.headers.get('retry-after'), nowMs)
  return new Setback({
    code: `http_${reply.status}`,
    reason: `${platform} is busy. It is tried again by itself.`,
    whoCanFix: 'wait',
    retry: afterMs === null ? 'backoff' : { afterMs },
  })
}

/** An answer that fits nothing in the platform's documents. */
export function strangeAnswer(platform: string, detail: string): Setback {
  return new Setback({
    code: 'strange_answer',
    reason: `${platform} gave an answer we do not understand (${detail}).`,
    whoCanFix: 'us',
    retry: 'backoff',
  })
}

/** JSON, or undefined when the text is none (a captive portal's page, a cut answer). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const tokenRenewed = () =>
  new Setback({
    code: 'token_renewed',
    reason: 'The permission ran out during the upload and was renewed; it goes on.',
    whoCanFix: 'wait',
    retry: 'backoff',
  })

const strangeHost = () =>
  new Setback({
    code: 'strange_host',
    reason: 'The platform sent us to an address that is not its own; nothing was sent there.',
    whoCanFix: 'us',
    retry: 'never',
  })
