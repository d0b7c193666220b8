import type { Deps } from '../../context.ts'
import { appRouter } from '../../router.ts'
import { createCallerFactory, faultOf } from '../../trpc.ts'
import { addHeaders, problemResponse } from '../problem.ts'
import type { RequestFacts } from '../request-context.ts'
import { requestContext } from '../request-context.ts'

const createCaller = createCallerFactory(appRouter)

/** The logo of the workspace that asks, as a picture. */
export async function brandLogo(deps: Deps, facts: RequestFacts): Promise<Response> {
  const { headers, requestId } = facts
  try {
    const ctx = await requestContext(deps, facts)
    const { type, base64 } = await createCaller(ctx).brand.logo()
    headers.set('Content-Type', type)
    // Its address changes with it; another workspace on this machine must not get it.
    headers.set('Cache-Control', 'private, max-age=3600')
    headers.set('Vary', 'Authorization, Cookie, X-API-Key')
    return new Response(Buffer.from(base64, 'base64'), { headers })
  } catch (error) {
    const fault = faultOf(error)
    if (fault.code === 'internal') deps.log.error('a logo failed', { requestId, error })
    const response = problemResponse(fault, requestId)
    addHeaders(response.headers, headers)
    return response
  }
}
