import type { Db } from '@content/db'
import type { Platform } from '../../contract/index.ts'

export interface Attempt {
  workspaceId: string
  personId: string
  stateHash: string
  platform: Platform
}

export function insertAttempt(
  db: Db,
  attempt: Attempt & { sealedVerifier: string | null; expiresAt: Date },
) {
  return db
    .insertInto('oauth_state')
    .values({
      workspace_id: attempt.workspaceId,
      person_id: attempt.personId,
      state_hash: attempt.stateHash,
      platform: attempt.platform,
      sealed_verifier: attempt.sealedVerifier,
      expires_at: attempt.expiresAt,
    })
    .execute()
}

/** Forgets the attempts of every workspace that nobody can finish any more. */
export function dropEndedAttempts(db: Db, now: Date) {
  return db.deleteFrom('oauth_state').where('expires_at', '<=', now).execute()
}

/** Takes the attempt out, so that however many callbacks arrive, one of them gets it. */
export function takeAttempt(db: Db, { workspaceId, personId, stateHash, platform }: Attempt) {
  return db
    .deleteFrom('oauth_state')
    .where('workspace_id', '=', workspaceId)
    .where('state_hash', '=', stateHash)
    .where('person_id', '=', personId)
    .where('platform', '=', platform)
    .returning(['sealed_verifier', 'expires_at'])
    .executeTakeFirst()
}
