import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { Context, Deps } from '../context.ts'
import { appRouter } from '../router.ts'
import { faultOf } from '../trpc.ts'
import type { RequestFacts } from './request-context.ts'
import { requestContext } from './request-context.ts'
import { type ProcedureType, procedureType, runProcedure } from './run-procedure.ts'

const MOST_CALLS = 20
const PROCEDURES = new Set(Object.keys(appRouter._def.procedures))
const PREFIX = '/trpc/'
const JSON_TYPE = /^application\/json\s*(;|$)/i

/** Answers `/trpc`: single calls, batches and subscriptions. */
export async function trpcResponse(
  deps: Deps,
  facts: RequestFacts,
  stopping: AbortSignal,
): Promise<Response> {
  const single = singleCall(facts)
  if (single) return singleResponse(deps, facts, single)
  if (stopping.aborted && isStream(facts.request)) return elsewhere()
  const request = untilStopping(facts.request, stopping)
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: MOST_CALLS,
    createContext: ({ resHeaders }) => requestContext(deps, { ...facts, headers: resHeaders }),
    onError: ({ error, path }) => report(deps, facts, { error, path }),
  })
  return soonAgain(response)
}

interface SingleCall {
  path: string
  type: ProcedureType
  /** A client that gathers calls sends even one alone as a batch. */
  isBatch: boolean
  query: URLSearchParams | null
}

/** The one call that a request makes in JSON; null for what tRPC's own handler is to answer. */
function singleCall({ request }: RequestFacts): SingleCall | null {
  const { url, headers, method } = request
  const [address = '', search] = url.split('?', 2)
  const path = address.slice(address.indexOf(PREFIX) + PREFIX.length)
  const type = procedureType(path)
  if (type === undefined || method !== METHODS[type]) return null
  const contentType = headers.get('Content-Type')
  if (contentType === null ? method !== 'GET' : !JSON_TYPE.test(contentType)) return null
  if (headers.has('trpc-accept') || headers.get('Accept')?.includes('jsonl')) return null
  const query = search === undefined ? null : new URLSearchParams(search)
  return { path, type, isBatch: query?.get('batch') === '1', query }
}

const METHODS: Record<ProcedureType, string | null> = {
  query: 'GET',
  mutation: 'POST',
  subscription: null,
}

async function singleResponse(deps: Deps, facts: RequestFacts, call: SingleCall) {
  const { path, type } = call
  const { request, headers } = facts
  headers.set('Vary', 'trpc-accept, accept')
  headers.set('Content-Type', 'application/json')
  let ctx: Context | undefined
  let input: unknown
  const getRawInput = async () => {
    input = await inputOf(request, call)
    return input
  }
  try {
    ctx = await requestContext(deps, facts)
    const data = await runProcedure({ ctx, path, type, getRawInput, signal: request.signal })
    return answer(call, { result: { data } }, { headers })
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    report(deps, facts, { error, path })
    const config = appRouter._def._config
    const shape = getTRPCErrorShape({ config, error, type, path, input, ctx })
    const status = getHTTPStatusCodeFromError(error)
    return answer(call, { error: shape }, { headers, status })
  }
}

const answer = ({ isBatch }: SingleCall, body: object, init: ResponseInit) =>
  new Response(JSON.stringify(isBatch ? [body] : body), init)

async function inputOf(request: Request, { isBatch, query }: SingleCall): Promise<unknown> {
  const text = request.method === 'GET' ? query?.get('input') : await request.text()
  if (!text) return undefined
  const sent = parsed(text)
  if (!isBatch) return sent
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) {
    return Object.getOwnPropertyDescriptor(sent, '0')?.value
  }
  const message = '"input" needs to be an object when doing a batch call'
  throw new TRPCError({ code: 'BAD_REQUEST', message })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: String(cause), cause })
  }
}

function report(
  deps: Deps,
  { requestId }: RequestFacts,
  { error, path }: { error: TRPCError; path: string | undefined },
): void {
  if (faultOf(error).code !== 'internal') return
  deps.log.error('a procedure failed', { requestId, procedure: path, error })
}

const isStream = (request: Request) =>
  request.headers.get('Accept')?.includes('text/event-stream') ?? false

/** Whoever comes while we stop would be sent away at once; the next try may reach another. */
const elsewhere = () => new Response('Stopping.', { status: 503, headers: { 'Retry-After': '1' } })

/** A subscription would hold the door open for ever; the client reconnects elsewhere. */
function untilStopping(request: Request, stopping: AbortSignal): Request {
  if (!isStream(request)) return request
  return new Request(request, { signal: AbortSignal.any([request.signal, stopping]) })
}

// Browsers wait three to five seconds before they look for a server that went away.
const AGAIN = new TextEncoder().encode('retry: 500\n')

/** Has whoever listens to a stream come back soon after it broke. */
function soonAgain(response: Response): Response {
  const hasEvents = response.headers.get('Content-Type')?.startsWith('text/event-stream')
  if (!hasEvents || !response.body) return response
  const first = new TransformStream<Uint8Array, Uint8Array>({
    start: controller => controller.enqueue(AGAIN),
  })
  return new Response(response.body.pipeThrough(first), response)
}

/** The procedures a path calls, for counting; a batch is counted as one. */
export function trpcPattern(path: string): string {
  const names = path.split(',')
  if (names.length > 1) return '/trpc/batch'
  return PROCEDURES.has(path) ? `/trpc/${path}` : '/trpc/other'
}
