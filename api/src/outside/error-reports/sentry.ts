import { createTransport, Scope } from '@sentry/core'
import { ServerRuntimeClient } from '@sentry/core/server'
import type { ErrorsConfig } from '../../config-watching.ts'
import { allowedEvent, type Failure } from './allowed-event.ts'

const ANSWER_MS = 5000
const CLOSING_MS = 1000
const MINUTE_MS = 60_000
// How often something fails is for the figures; here it is about where, and each costs. By what
// failed, so that a dashboard gone mad leaves room for the server.
const MOST_A_MINUTE = 60

type Settings = Extract<ErrorsConfig, { kind: 'sentry' }>

/**
 * The client of Sentry, without whatever it would find out by itself: it makes envelopes, keeps a
 * few while they are on their way, and is silent for as long as a server asks it to be.
 */
export function openSentry({ dsn, environment, release }: Settings) {
  const client = new ServerRuntimeClient({
    ...{ dsn, environment, ...(release !== null && { release }) },
    ...{ platform: 'javascript', runtime: { name: 'bun', version: Bun.version } },
    ...{ integrations: [], stackParser: () => [], sendClientReports: false },
    ...{ traceLifecycle: 'static', maxBreadcrumbs: 0 },
    transport: options =>
      createTransport(options, async ({ body }) => {
        const { url, headers } = options
        const signal = AbortSignal.timeout(ANSWER_MS)
        const answer = await fetch(url, { method: 'POST', body, headers, signal } as RequestInit)
        // Read, for else its connection is not free again.
        await answer.arrayBuffer()
        return {
          statusCode: answer.status,
          headers: {
            'x-sentry-rate-limits': answer.headers.get('X-Sentry-Rate-Limits'),
            'retry-after': answer.headers.get('Retry-After'),
          },
        }
      }),
  })
  client.init()
  const counts = new Map<string, () => boolean>()
  return {
    report(failure: Failure) {
      const isOneTooMany = counts.get(failure.message) ?? counting()
      counts.set(failure.message, isOneTooMany)
      if (isOneTooMany()) return
      client.captureEvent(allowedEvent(failure), {}, new Scope())
    },
    async close() {
      await client.close(CLOSING_MS)
    },
  }
}

function counting(): () => boolean {
  let [endsMs, count] = [0, 0]
  return () => {
    const nowMs = performance.now()
    if (nowMs >= endsMs) [endsMs, count] = [nowMs + MINUTE_MS, 0]
    count += 1
    return count > MOST_A_MINUTE
  }
}
