import { answerConsent, type ConsentChoice } from '../../ops/sandbox/kit/answer-consent.ts'
/** What several test files do with connections: connect one as a person would. */
import type { Connection, Platform } from '../contract/index.ts'
import type { Creator } from './harness.ts'

/** Goes through the platform's consent page and back. */
export async function connect(
  { person }: Pick<Creator, 'person'>,
  platform: Platform,
  { captions = false, ...choice }: ConsentChoice & { captions?: boolean } = {},
): Promise<Connection> {
  const { authorizationUrl } = await person.connection.initiate.mutate({ platform, captions })
  const back = (await answerConsent(authorizationUrl, choice)).searchParams
  const [code, state] = [back.get('code') ?? '', back.get('state') ?? '']
  return person.connection.callback.mutate({ platform, code, state })
}
