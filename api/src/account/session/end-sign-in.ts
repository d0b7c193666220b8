import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { deleteSession } from './session.queries.ts'

/** Signs one browser out, wherever it is. */
export async function endSignIn({ db, actor }: ByPerson, sessionId: string): Promise<{ ok: true }> {
  const ended = await deleteSession(db, actor.personId, sessionId)
  if (!ended) throw new Fault('not_found', 'You are not signed in there.')
  return { ok: true }
}
