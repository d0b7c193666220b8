import type { Meta } from '../trpc.ts'

type Route = NonNullable<Meta['openapi']>
const rest = (method: Route['method'], path: Route['path'], summary: string): Route => ({
  method,
  path,
  tags: ['connection'],
  protect: true,
  summary,
})
const connecting = { name: 'connecting', points: 60, windowSeconds: 600, by: 'workspace' } as const

/** How connections are reached over REST, how often, and how each call may be refused. */
export const REST = {
  list: { openapi: rest('GET', '/oauth/connections', 'Every connected channel') },
  initiate: {
    openapi: rest('POST', '/oauth/{platform}/initiate', 'Begin a connection'),
    limit: connecting,
    refuses: ['unavailable'],
  },
  callback: {
    openapi: rest('POST', '/oauth/{platform}/callback', 'Finish a connection'),
    limit: connecting,
    refuses: ['conflict', 'upstream', 'unavailable'],
  },
  grant: {
    openapi: rest('GET', '/oauth/{platform}/credentials', 'A short-lived access token'),
    refuses: ['not_found', 'conflict', 'connection_lost', 'upstream', 'unavailable'],
  },
  disconnect: {
    openapi: rest('DELETE', '/oauth/{platform}/credentials', 'Revoke and forget'),
    refuses: ['not_found', 'conflict'],
  },
} satisfies Record<string, Meta>
