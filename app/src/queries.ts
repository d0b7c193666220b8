import { QueryClient, queryOptions } from '@tanstack/solid-query'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

const MOST_TRIES = 2

/** What a second try can help: no answer, or a server that is just restarting. */
const mayHelp = (error: unknown) => ['internal', 'unavailable'].includes(problemOf(error).code)

/**
 * Everything the pages know from the server. A key is the procedure's path and its input:
 * `['publication', 'waiting']`, `['analytics', 'videos', { search }]`; news makes a room stale.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < MOST_TRIES && mayHelp(error),
    },
  },
})

// What several pages ask for: under one key, so that they share the answer.

export const workspaceQuery = () =>
  queryOptions({
    queryKey: ['workspace', 'get'],
    queryFn: () => api.workspace.get.query(),
  })

export const waitingQuery = () =>
  queryOptions({
    queryKey: ['publication', 'waiting'],
    queryFn: () => api.publication.waiting.query(),
  })

export const channelsQuery = () =>
  queryOptions({
    queryKey: ['connection', 'list'],
    queryFn: () => api.connection.list.query(),
  })

export const ordersQuery = () =>
  queryOptions({
    queryKey: ['order', 'list'],
    queryFn: () => api.order.list.query(),
  })
