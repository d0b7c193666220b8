import { z } from 'zod'
import { callPlatform, loggable, type Reply, upstream } from '../call-platform.ts'

export const GRAPH_VERSION = 'v25.0'

export interface Graph {
  /** Host and version, without a trailing slash. */
  base: string
  appId: string
  appSecret: string
}

const GraphError = z.object({
  error: z.object({ code: z.coerce.number(), error_subcode: z.coerce.number().optional() }),
})

/** Graph tells failures by `code`; the HTTP status is 400 for nearly all of them. */
export const graphError = (reply: Reply) => GraphError.safeParse(reply.body).data?.error ?? null

/** The token is no good any more: expired, password changed, or the app was removed. */
export const isTokenRefused = (reply: Reply) => graphError(reply)?.code === 190

export const failed = (what: string, reply: Reply) => {
  const code = `${reply.status} ${loggable(graphError(reply)?.code)}`
  return upstream('instagram', `${what} ${code}`, reply.retryAfterSeconds)
}

export const graphGet = (graph: Graph, path: string, token: string): Promise<Reply> =>
  callPlatform({ platform: 'instagram', method: 'GET', url: `${graph.base}${path}`, token })

/** The token endpoint by POST, because a GET would write our secret into an address. */
export function graphToken(graph: Graph, form: Record<string, string>): Promise<Reply> {
  return callPlatform({
    platform: 'instagram',
    method: 'POST',
    url: `${graph.base}/oauth/access_token`,
    form: { client_id: graph.appId, client_secret: graph.appSecret, ...form },
  })
}

/** Trades a short token for one of 60 days; the same call renews a long one that still lives. */
export const longToken = (graph: Graph, token: string): Promise<Reply> =>
  graphToken(graph, { grant_type: 'fb_exchange_token', fb_exchange_token: token })
