/** What several test files do with connections: connect one as a person would, read a refusal. */
import type { Connection, Platform, Problem } from '../contract/index.ts'
import type { Creator } from './harness.ts'
import { type Consent, consent } from './sandboxes.ts'

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

/** Why a call was refused; fails when it was allowed. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const refusal: unknown = await call.then(
    () => null,
    error => error,
  )
  if (refusal === null) throw new Error('that was allowed')
  // Safe: every refusal of our api carries its problem, and anything else fails the test here.
  return (refusal as { data: { problem: Problem } }).data.problem
}
