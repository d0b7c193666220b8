/** What several test files do with connections: connect one as a person would. */
import type { Connection, Platform } from '../contract/index.ts'
import type { Creator } from './harness.ts'
import { type Consent, consent } from './servers/sandboxes.ts'

/** Goes through the platform's consent page and back. */
export async function connect(
  { person }: Pick<Creator, 'person'>,
  platform: Platform,
  choice: Consent = {},
): Promise<Connection> {
  const { authorizationUrl } = await person.connection.initiate.mutate({ platform })
  const back = (await consent(authorizationUrl, choice)).searchParams
  const [code, state] = [back.get('code') ?? '', back.get('state') ?? '']
  return person.connection.callback.mutate({ platform, code, state })
}
