import type { AppRouter } from '@content/api/router'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
} from '@trpc/client'

const LONGEST_PAUSE_MS = 30_000

/** The typed door to the server; the session cookie travels by itself. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: operation => operation.type === 'subscription',
      true: [
        // A browser gives up for good when a server that is just starting answers 503.
        retryLink({
          retry: ({ error }) => !error.data,
          retryDelayMs: attempts => Math.min(1000 * 2 ** (attempts - 1), LONGEST_PAUSE_MS),
        }),
        httpSubscriptionLink({ url: '/trpc' }),
      ],
      false: httpBatchLink({ url: '/trpc' }),
    }),
  ],
})
