import type { SignIn } from '../../../contract/index.ts'
import type { ByPerson } from '../../context.ts'
import { browserName } from './browser.rules.ts'
import { listSessions } from './session.queries.ts'

/** Every browser in which the person is signed in, in whatever workspace. */
export async function listSignIns({ db, actor, now }: ByPerson): Promise<SignIn[]> {
  const sessions = await listSessions(db, actor.personId, now())
  return sessions.map(session => ({
    id: session.session_id,
    address: session.address,
    browser: browserName(session.user_agent),
    signedInAt: session.created_at.toISOString(),
    lastSeenAt: session.last_seen_at.toISOString(),
    isThisOne: actor.kind === 'session' && actor.sessionHash === session.session_hash,
  }))
}
