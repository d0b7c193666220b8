import type { Problem } from '@content/api/contract'
import type { AppRouter } from '@content/api/router'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { type Cause, HOUR_MS, MINUTE_MS, Setback } from '../publish/setback.ts'

export type Server = ReturnType<typeof openServer>

const TIMEOUT_MS = 60_000

/** Our server, as this device. Every call ends within a minute, and fails as a Setback. */
export function openServer(backendUrl: string, apiKey: () => Promise<string | null>) {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${backendUrl}/trpc`,
        // A long line of calls in one address would be refused by proxies.
        maxURLLength: 4000,
        headers: async () => {
          const key = await apiKey()
          return key ? { 'x-api-key': key } : {}
        },
        fetch: async (url, options) => {
          const answer = await fetch(String(url), {
            method: options?.method ?? 'GET',
            // Safe cast: the link builds its headers as a plain record.
            headers: options?.headers as Record<string, string>,
            ...(typeof options?.body === 'string' && { body: options.body }),
            // A key goes to the address that was set and nowhere else.
            redirect: 'error',
            signal: withLimit(options?.signal),
          })
          return { ok: answer.ok, body: null, json: () => answer.json() }
        },
      }),
    ],
  })
  return client
}

/** Runs one call and turns whatever goes wrong into a Setback. */
export async function asked<T>(call: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call
  } catch (error) {
    signal?.throwIfAborted()
    throw serverSetback(error)
  }
}

function serverSetback(error: unknown): Setback {
  if (error instanceof Setback) return error
  const problem = error instanceof TRPCClientError ? problemOf(error.data) : null
  return new Setback(problem ? causeOfProblem(problem) : OFFLINE)
}

const OFFLINE: Cause = {
  code: 'server_unreachable',
  reason: 'Our server cannot be reached. It is tried again by itself.',
  whoCanFix: 'wait',
  retry: 'backoff',
}

function problemOf(data: unknown): Problem | null {
  const problem = (data as { problem?: Problem } | null | undefined)?.problem
  return problem && typeof problem.code === 'string' ? problem : null
}

function causeOfProblem(problem: Problem): Cause {
  const said = problem.detail ?? problem.title
  const cause = (over: Omit<Cause, 'code' | 'reason'>, reason = said): Cause => ({
    code: problem.code,
    reason,
    ...over,
  })
  switch (problem.code) {
    case 'unauthenticated':
      return cause({ whoCanFix: 'you', retry: { afterMs: MINUTE_MS } }, SIGN_IN)
    case 'plan_limit':
      return cause({ whoCanFix: 'you', retry: { afterMs: HOUR_MS } }, withPlan(said, problem))
    case 'conflict':
    case 'connection_lost':
    case 'not_found':
    case 'forbidden':
      return cause({ whoCanFix: 'you', retry: { afterMs: 5 * MINUTE_MS } })
    case 'rate_limited':
    case 'upstream':
    case 'unavailable':
    case 'internal': {
      const { retryAfterSeconds } = problem
      const retry = retryAfterSeconds ? { afterMs: retryAfterSeconds * 1000 } : 'backoff'
      return cause({ whoCanFix: 'wait', retry })
    }
    default:
      return cause({ whoCanFix: 'us', retry: 'never' }, withFields(said, problem))
  }
}

const SIGN_IN =
  'The server knows no valid key of this device. Run: content login' +
  ' (or correct CONTENT_CREATION_API_KEY, which wins when it is set).'

function withPlan(said: string, { allowedBy }: Problem): string {
  if (!allowedBy || new RegExp(`\\b${allowedBy}\\b`, 'i').test(said)) return said
  return `${said} The ${allowedBy === 'pro' ? 'Pro' : 'Enterprise'} plan allows it.`
}

const withFields = (said: string, { fields }: Problem) =>
  fields ? `${said} ${Object.values(fields).join(' ')}` : said

function withLimit(signal: unknown): AbortSignal {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  return signal instanceof AbortSignal ? AbortSignal.any([signal, limit]) : limit
}
