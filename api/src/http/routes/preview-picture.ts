import { Buffer } from 'node:buffer'
import type { Deps } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { appRouter } from '../../router.ts'
import { createCallerFactory, faultOf } from '../../trpc.ts'
import { addHeaders, problemResponse } from '../problem.ts'
import type { RequestFacts } from '../request-context.ts'
import { requestContext } from '../request-context.ts'

const createCaller = createCallerFactory(appRouter)

/** A day: what a workspace shares no more is not to be seen in a browser for a year. */
const FRESH_SECONDS = 86_400

/** One small picture of a video of the workspace that asks. */
export async function previewPicture(
  deps: Deps,
  facts: RequestFacts,
  previewId: string,
): Promise<Response> {
  const { headers, requestId, request } = facts
  try {
    if (!/^[0-9a-f-]{36}$/.test(previewId))
      throw new Fault('not_found', 'There is no such picture.')
    const ctx = await requestContext(deps, facts)
    const { format, base64 } = await createCaller(ctx).preview.picture({ previewId })
    // What is at an address never changes, so the address says which it is.
    const tag = `"${previewId}"`
    headers.set('ETag', tag)
    headers.set('Cache-Control', `private, max-age=${FRESH_SECONDS}, immutable`)
    headers.set('Vary', 'Authorization, Cookie, X-API-Key')
    if (request.headers.get('If-None-Match') === tag)
      return new Response(null, { status: 304, headers })
    headers.set('Content-Type', `image/${format}`)
    return new Response(Buffer.from(base64, 'base64'), { headers })
  } catch (error) {
    const fault = faultOf(error)
    if (fault.code === 'internal') deps.log.error('a preview failed', { requestId, error })
    const response = problemResponse(fault, requestId)
    addHeaders(response.headers, headers)
    return response
  }
}
