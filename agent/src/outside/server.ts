import { faultRow, type Problem } from '@content/api/contract'
import type { AppRouter } from '@content/api/router'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import type { Config } from '../config.ts'
import { type Cause, Setback } from '../lib/step-error.ts'
import { retryOf } from '../lib/when-again.ts'
import { type HttpClient, openHttpClient } from './http-client.ts'

export type Server = ReturnType<typeof openServer>

/** Our server, as this device. A silent call is given up, and every failure is a Setback. */
export function openServer(
  { backendUrl, http }: { backendUrl: string; http: HttpClient },
  apiKey: () => Promise<string | null>,
) {
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
          const reply = await http.exchange(() => ({
            url: String(url),
            method: options?.method ?? 'GET',
            // Safe cast: the link builds its headers as a plain record.
            headers: options?.headers as Record<string, string>,
            ...(typeof options?.body === 'string' && { body: options.body }),
            keepalive: true,
            signal: options?.signal instanceof AbortSignal ? options.signal : NEVER,
          }))
          const ok = reply.status >= 200 && reply.status < 300
          return { ok, body: null, json: async () => JSON.parse(reply.text) }
        },
      }),
    ],
  })
  return client
}

/** The server with one key, for a command that needs nothing else. */
export const serverFor = (
  { backendUrl, pins, proxies }: Pick<Config, 'backendUrl' | 'pins' | 'proxies'>,
  apiKey: string | null,
): Server => {
  const http = openHttpClient({ pins, proxies, now: Date.now })
  return openServer({ backendUrl, http }, async () => apiKey)
}

const NEVER = new AbortController().signal

/** Runs one call and turns whatever goes wrong into a Setback. */
export async function callServer<T>(call: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call
  } catch (error) {
    signal?.throwIfAborted()
    throw serverSetback(error)
  }
}

/** What a failed call of our server means for the one who made it. */
export function serverSetback(error: unknown): Setback {
  if (error instanceof Setback) return error
  if (!(error instanceof TRPCClientError)) return new Setback(OFFLINE)
  const problem = problemOf(error.data)
  if (problem) return new Setback(causeOfProblem(problem))
  // What stood in the way is worth more than that something did.
  const { cause } = error
  const isPlain = !(cause instanceof Setback) || cause.why.code === 'network'
  return isPlain ? new Setback(OFFLINE) : cause
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

/** As its row in the catalogue says, in the server's own words; what no row knows is ours. */
function causeOfProblem(problem: Problem): Cause {
  const { code, retryAfterSeconds } = problem
  const { whoCanFix, retry } = faultRow(null, code) ?? UNHEARD_OF
  const mayAskLater = retry === 'backoff' && retryAfterSeconds
  return {
    code,
    reason: reasonOf(problem),
    whoCanFix,
    retry: mayAskLater ? { afterMs: retryAfterSeconds * 1000 } : retryOf(retry, Date.now()),
  }
}

/** From a server that is newer than this agent. */
const UNHEARD_OF = { whoCanFix: 'us', retry: 'never' } as const

function reasonOf(problem: Problem): string {
  const sentence = problem.detail ?? problem.title
  switch (problem.code) {
    case 'unauthenticated':
      return SIGN_IN
    case 'plan_limit':
      return withPlan(sentence, problem)
    default:
      return withFields(sentence, problem)
  }
}

const SIGN_IN =
  'The server knows no valid key of this device. Run: content login' +
  ' (or correct CONTENT_CREATION_API_KEY, which wins when it is set).'

function withPlan(sentence: string, { allowedBy }: Problem): string {
  if (!allowedBy || new RegExp(`\\b${allowedBy}\\b`, 'i').test(sentence)) return sentence
  return `${sentence} The ${allowedBy === 'pro' ? 'Pro' : 'Enterprise'} plan allows it.`
}

const withFields = (sentence: string, { fields }: Problem) =>
  fields ? `${sentence} ${Object.values(fields).join(' ')}` : sentence
