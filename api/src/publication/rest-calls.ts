import type { Meta } from '../trpc.ts'

const rest = (path: `/${string}`, summary: string): NonNullable<Meta['openapi']> => ({
  method: 'POST',
  path,
  tags: ['publications'],
  protect: true,
  summary,
})

/** How publications are reached over REST, how often, and how each call may be refused. */
export const REST = {
  reserve: {
    openapi: rest('/publications/reserve', 'Ask for the right to publish a video'),
    refuses: ['not_found', 'conflict', 'connection_lost'],
  },
  report: {
    openapi: rest('/publications/report', 'Say how far an upload is'),
    limit: { name: 'report', points: 3000, windowSeconds: 60, by: 'workspace' },
    refuses: ['not_found', 'conflict'],
  },
  resolve: {
    openapi: rest('/publications/resolve', 'Say what you saw at the channel'),
    refuses: ['not_found', 'conflict'],
  },
} satisfies Record<string, Meta>
