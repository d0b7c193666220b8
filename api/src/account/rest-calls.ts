import type { Meta } from '../trpc.ts'
import { strict } from './account.rules.ts'

const few = { name: 'refresh-api-key', points: 20, windowSeconds: 3600, by: 'workspace' } as const

/** How a person's account is reached over REST, how often, and how each call may be refused. */
export const REST = {
  register: {
    openapi: {
      ...{ method: 'POST', path: '/auth/register', tags: ['account'] },
      summary: 'Sign up',
      description:
        'Makes a person, their workspace and a key for this device. The token ends after 15 ' +
        'minutes; the key stays until it is replaced or revoked.',
    },
    limit: strict('register', 20, 3600),
    refuses: ['conflict'],
  },
  login: {
    openapi: {
      ...{ method: 'POST', path: '/auth/login', tags: ['account'] },
      summary: 'Sign in',
      description:
        'Answers with a token of 15 minutes and a key for `device`; a device of the same name ' +
        'gets the new key in place of its old one. With a second factor, `secondFactor` is the ' +
        'code of the app or a recovery code.',
    },
    limit: strict('login', 30, 300),
  },
  me: {
    openapi: {
      ...{ method: 'GET', path: '/auth/me', tags: ['account'] },
      summary: 'Who is asking, and on which plan',
      description: '`user` is null when nobody stands behind the key any more.',
    },
  },
  refreshApiKey: {
    openapi: {
      ...{ method: 'POST', path: '/auth/refresh-api-key', tags: ['account'] },
      summary: 'Replace the key of this device',
      description: 'The old key stops at once. A person names the `device`; a key replaces itself.',
    },
    limit: few,
  },
  logout: {
    openapi: {
      ...{ method: 'POST', path: '/auth/logout', tags: ['account'] },
      summary: 'Sign out of this browser',
      description: 'Ends the session and takes its cookie back; keys go on working.',
    },
  },
} satisfies Record<string, Meta>
