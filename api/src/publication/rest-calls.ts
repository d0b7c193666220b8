import { type Meta, restOf } from '../trpc.ts'

const rest = restOf('publications')

/** How publications are reached over REST, how often, and how each call may be refused. */
export const REST = {
  reserve: {
    openapi: rest('POST', '/publications/reserve', {
      summary: 'Ask for the right to publish a video',
      description:
        'Holds one upload of the month for this video and channel. Safe to repeat: the same ' +
        'video, channel and `intent` give the same publication. Upload only when `outcome` is ' +
        '`reserved`: `alreadyPublished` is live already, `heldElsewhere` is another device at ' +
        'work, `inDoubt` must be looked at first, and `queued` waits for its turn.',
    }),
    refuses: ['not_found', 'conflict', 'connection_lost'],
  },
  report: {
    openapi: rest('POST', '/publications/report', {
      summary: 'Say how far an upload is',
      description:
        'Shows the progress to people who watch, and keeps the reservation from running out.',
    }),
    limit: { name: 'report', points: 3000, windowSeconds: 60, by: 'workspace' },
    refuses: ['not_found', 'conflict'],
  },
  resolve: {
    openapi: rest('POST', '/publications/resolve', {
      summary: 'Say what you saw at the channel',
      description:
        'Settles a publication whose outcome is `unknown`: it is live there, or it is not and ' +
        'may be published again.',
    }),
    refuses: ['not_found', 'conflict'],
  },
  story: {
    openapi: rest('GET', '/videos/{videoId}', {
      summary: 'One video and what became of it',
      description:
        'Where it went, with the words and under which terms; what was changed in the file and ' +
        'why; every step of each publication, oldest first; and which device has it.',
    }),
    refuses: ['not_found'],
  },
} satisfies Record<string, Meta>
