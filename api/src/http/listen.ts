import type { Hono } from 'hono'
import { type Config, ConfigError } from '../config.ts'
import { ALIVE_PATHS, READY_PATH } from './health-paths.ts'
import type { HttpEnv } from './request-log.ts'

// Longer than the 5 seconds between two pings of a subscription, so a quiet one is not cut.
const IDLE_SECONDS = 60
const MOST_BODY_BYTES = 4 * 1024 * 1024

type Lacking = 'starting' | 'database'

export interface Listener {
  /** Where it really listens, also when port 0 was asked for. */
  url: string
  port: number
  /** Says at /readyz what we still wait for. */
  waitFor(what: Lacking): void
  /** Puts the app behind the door; until then every request is told to wait. */
  open(app: Hono<HttpEnv>): void
  /** Stops taking new requests and waits for those under way, or cuts them off. */
  close(cutOff?: boolean): Promise<void>
}

/** What is wrong with the settings when the system gives us no such address. */
const NOT_GIVEN = new Map([
  ['EADDRINUSE', { PORT: 'another program listens there; end it, or choose another port' }],
  ['EACCES', { PORT: 'not for everybody to listen at; choose one above 1023' }],
  ['EADDRNOTAVAIL', { HOST: 'not an address of this computer' }],
  ['EINVAL', { HOST: 'not an address of this computer' }],
])

/**
 * Takes the port at once, so that its number is known before anything is built. Throws a
 * ConfigError when it cannot be had.
 */
export function listen(settings: Pick<Config, 'host' | 'port'>): Listener {
  try {
    return begin(settings)
  } catch (error) {
    const fault = NOT_GIVEN.get((error as NodeJS.ErrnoException).code ?? '')
    throw fault ? new ConfigError(fault) : error
  }
}

function begin({ host, port }: Pick<Config, 'host' | 'port'>): Listener {
  let app: Hono<HttpEnv> | null = null
  let reason: Lacking = 'starting'
  const server = Bun.serve({
    hostname: host,
    port,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: MOST_BODY_BYTES,
    fetch(request, server) {
      const address = server.requestIP(request)?.address ?? 'unknown'
      const named = withAddress(request, server.url)
      return app ? app.fetch(named, { address }) : whileStarting(named, reason)
    },
  })
  return {
    port: server.port ?? port,
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${server.port}`,
    waitFor: what => {
      reason = what
    },
    open: ready => {
      app = ready
    },
    close: cutOff => server.stop(cutOff),
  }
}

/** HTTP/1.0 names no host, and without one a request has a path for an address. */
const withAddress = (request: Request, base: URL): Request =>
  request.url.startsWith('/') ? new Request(new URL(request.url, base).href, request) : request

/** A long migration is no reason to be killed, so we are alive before we are of any use. */
function whileStarting(request: Request, reason: Lacking): Response {
  const { pathname } = new URL(request.url)
  if (ALIVE_PATHS.includes(pathname)) return Response.json({ ok: true })
  const later = { status: 503, headers: { 'Retry-After': '1' } }
  if (pathname === READY_PATH) return Response.json({ ok: false, reason }, later)
  return new Response('Starting.', later)
}
