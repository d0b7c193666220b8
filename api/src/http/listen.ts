import type { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { HttpEnv } from './request-log.ts'

// Longer than the 5 seconds between two pings of a subscription, so a quiet one is not cut.
const IDLE_SECONDS = 60
const MOST_BODY_BYTES = 4 * 1024 * 1024

export interface Listener {
  /** Where it really listens, also when port 0 was asked for. */
  url: string
  port: number
  /** Puts the app behind the door; until then every request is told to wait. */
  open(app: Hono<HttpEnv>): void
  /** Stops taking new requests and waits for those under way, or cuts them off. */
  close(cutOff?: boolean): Promise<void>
}

/** Takes the port at once, so that its number is known before anything is built. */
export function listen({ host, port }: Pick<Config, 'host' | 'port'>): Listener {
  let app: Hono<HttpEnv> | null = null
  const server = Bun.serve({
    hostname: host,
    port,
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: MOST_BODY_BYTES,
    fetch(request, server) {
      const address = server.requestIP(request)?.address ?? 'unknown'
      const named = withAddress(request, server.url)
      return app ? app.fetch(named, { address }) : whileStarting(named)
    },
  })
  return {
    port: server.port ?? port,
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${server.port}`,
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
function whileStarting(request: Request): Response {
  if (new URL(request.url).pathname === '/healthz') return Response.json({ ok: true })
  return new Response('Starting.', { status: 503, headers: { 'Retry-After': '1' } })
}
