import { type Meta, restOf } from '../trpc.ts'

const rest = restOf('orders')

/** How orders are reached over REST, and how each call may be refused. */
export const REST = {
  give: {
    openapi: rest('POST', '/orders', {
      summary: 'Ask a computer to do something',
      description:
        'Approve a video, change its words, set a date, try again, say what you saw at the ' +
        'channel, pause or go on. The computer does it at once while it is online, else when it ' +
        'is back. Safe to repeat with the same `id`.',
    }),
    refuses: ['not_found', 'conflict'],
  },
  list: {
    openapi: rest('GET', '/orders', {
      summary: 'Read what computers were asked to do',
      description: 'What is still open, and what was answered in the last day; newest first.',
    }),
  },
} satisfies Record<string, Meta>
