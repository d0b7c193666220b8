import type { AppRouter } from '@content/api/router'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
} from '@trpc/client'

// A server that is back is found again within two seconds, however long it was away.
const PAUSE_MS = { first: 250, longest: 1500 }

/** The typed door to the server; the session cookie travels by itself. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: operation => operation.type === 'subscription',
      true: [
        // A browser gives up for good when a server that is just starting answers 503.
        retryLink({
          retry: ({ error }) => !error.data,
          retryDelayMs: attempts => {
            const pauseMs = Math.min(PAUSE_MS.first * 2 ** (attempts - 1), PAUSE_MS.longest)
            // So that all who lost the same server do not come back at the same moment.
            return pauseMs * (0.5 + Math.random() / 2)
          },
        }),
        httpSubscriptionLink({ url: '/trpc' }),
      ],
      false: httpBatchLink({ url: '/trpc' }),
    }),
  ],
})
