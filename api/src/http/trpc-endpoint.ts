import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Deps } from '../context.ts'
import { appRouter } from '../router.ts'
import { faultOf } from '../trpc.ts'
import type { RequestFacts } from './request-context.ts'
import { requestContext } from './request-context.ts'

const MOST_CALLS = 20
const PROCEDURES = new Set(Object.keys(appRouter._def.procedures))

/** Answers `/trpc`: single calls, batches and subscriptions. */
export function trpcResponse(deps: Deps, facts: RequestFacts, stopping: AbortSignal) {
  const { requestId } = facts
  const request = untilStopping(facts.request, stopping)
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: MOST_CALLS,
    createContext: ({ resHeaders }) => requestContext(deps, { ...facts, headers: resHeaders }),
    onError({ error, path }) {
      if (faultOf(error).code !== 'internal') return
      deps.log.error('a procedure failed', { requestId, procedure: path, error })
    },
  })
}

/** A subscription would hold the door open for ever; the client reconnects elsewhere. */
function untilStopping(request: Request, stopping: AbortSignal): Request {
  if (!request.headers.get('Accept')?.includes('text/event-stream')) return request
  return new Request(request, { signal: AbortSignal.any([request.signal, stopping]) })
}

/** The procedures a path calls, for counting; a batch is counted as one. */
export function trpcPattern(path: string): string {
  const names = path.split(',')
  if (names.length > 1) return '/trpc/batch'
  return PROCEDURES.has(path) ? `/trpc/${path}` : '/trpc/other'
}
