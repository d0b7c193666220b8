import { type Meta, restOf } from '../trpc.ts'

const rest = restOf('connection')
const connecting = { name: 'connecting', points: 60, windowSeconds: 600, by: 'workspace' } as const

/** How connections are reached over REST, how often, and how each call may be refused. */
export const REST = {
  list: {
    openapi: rest('GET', '/oauth/connections', {
      summary: 'Every connected channel',
      description: 'Also those whose access was lost; their tokens are never part of an answer.',
    }),
  },
  initiate: {
    openapi: rest('POST', '/oauth/{platform}/initiate', {
      summary: 'Begin a connection',
      description:
        "Open `authorizationUrl` in the person's browser. The platform sends it back with a " +
        '`code` and this `state`, which are good once and for ten minutes. A platform may have ' +
        'several channels here; the same one again is renewed, not added twice. With `captions` ' +
        'the person is asked for what tracks of captions need, too; only where there are tracks.',
    }),
    limit: connecting,
    refuses: ['unavailable'],
  },
  callback: {
    openapi: rest('POST', '/oauth/{platform}/callback', {
      summary: 'Finish a connection',
      description: 'Exchanges the `code` with which the platform sent the browser back.',
    }),
    limit: connecting,
    refuses: ['conflict', 'upstream', 'unavailable'],
  },
  grant: {
    openapi: rest('GET', '/oauth/{platform}/credentials', {
      summary: 'A short-lived access token',
      description:
        'To upload straight to the platform. Ask again shortly before `expiresAt`, and with ' +
        '`refused` when the platform did not take the token; never write it to disk. Without ' +
        '`connectionId` it is the only channel there; several are a `conflict` that names them.',
    }),
    refuses: ['not_found', 'conflict', 'connection_lost', 'upstream', 'unavailable'],
  },
  disconnect: {
    openapi: rest('DELETE', '/oauth/{platform}/credentials', {
      summary: 'Disconnect a channel',
      description:
        'Revokes our access at the platform and forgets it here. Without `connectionId` it is ' +
        'the only channel there; several are a `conflict` that names them, and none is ended.',
    }),
    refuses: ['not_found', 'conflict'],
  },
} satisfies Record<string, Meta>
