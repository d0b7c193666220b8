import { type Meta, restOf } from '../trpc.ts'
import { strict } from './account.rules.ts'

const rest = restOf('account')
const few = { name: 'refresh-api-key', points: 20, windowSeconds: 3600, by: 'workspace' } as const

/** How a person's account is reached over REST, how often, and how each call may be refused. */
export const REST = {
  register: {
    openapi: rest('POST', '/auth/register', {
      summary: 'Sign up',
      description:
        'Makes a person, their workspace and a key for this device. The token ends after 15 ' +
        'minutes; the key stays until it is replaced or revoked.',
    }),
    limit: strict('register', 20, 3600),
    refuses: ['conflict'],
  },
  login: {
    openapi: rest('POST', '/auth/login', {
      summary: 'Sign in',
      description:
        'Answers with a token of 15 minutes and a key for `device`; a device of the same name ' +
        'gets the new key in place of its old one. With a second factor, `secondFactor` is the ' +
        'code of the app or a recovery code.',
    }),
    limit: strict('login', 30, 300),
  },
  me: {
    openapi: rest('GET', '/auth/me', {
      summary: 'Who is asking, and on which plan',
      description: '`user` is null when nobody stands behind the key any more.',
    }),
  },
  refreshApiKey: {
    openapi: rest('POST', '/auth/refresh-api-key', {
      summary: 'Replace the key of this device',
      description: 'The old key stops at once. A person names the `device`; a key replaces itself.',
    }),
    limit: few,
  },
  logout: {
    openapi: rest('POST', '/auth/logout', {
      summary: 'Sign out of this browser',
      description: 'Ends the session and takes its cookie back; keys go on working.',
    }),
  },
} satisfies Record<string, Meta>
