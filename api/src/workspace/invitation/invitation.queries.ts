import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { InvitedRole } from '../../../contract/index.ts'

export interface NewInvitation {
  workspaceId: string
  invitationId: string
  email: string
  role: InvitedRole
  secretHash: string
  invitedBy: string
  now: Date
  expiresAt: Date
}

/** In place of an open one for the same address, so that only the newest link is good. */
export function upsertInvitation(db: Db, invitation: NewInvitation) {
  const { email, role, now } = invitation
  const given = {
    ...{ email, role, created_at: now, expires_at: invitation.expiresAt },
    ...{ secret_hash: invitation.secretHash, invited_by: invitation.invitedBy },
  }
  const ids = { workspace_id: invitation.workspaceId, invitation_id: invitation.invitationId }
  return db
    .insertInto('invitation')
    .values({ ...ids, ...given })
    .onConflict(conflict =>
      conflict
        .expression(sql`workspace_id, lower(email)`)
        .where('accepted_at', 'is', null)
        .doUpdateSet(given),
    )
    .returning('invitation_id')
    .executeTakeFirstOrThrow()
}

/** What nobody has accepted yet, the newest first. */
export function listInvitations(db: Db, workspaceId: string) {
  return db
    .selectFrom('invitation')
    .leftJoin('person', 'person.person_id', 'invitation.invited_by')
    .select(['invitation_id', 'invitation.email', 'invitation.role', 'person.name as inviter'])
    .select(['invitation.created_at', 'invitation.expires_at'])
    .where('invitation.workspace_id', '=', workspaceId)
    .where('invitation.accepted_at', 'is', null)
    .orderBy('invitation.created_at', 'desc')
    .orderBy('invitation_id')
    .execute()
}

/** An open invitation of this workspace. */
export function openInvitation(db: Db, workspaceId: string, invitationId: string) {
  return db
    .selectFrom('invitation')
    .select(['email', 'role'])
    .where('workspace_id', '=', workspaceId)
    .where('invitation_id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
}

/** No row when there is none that is open. */
export function deleteInvitation(db: Db, workspaceId: string, invitationId: string) {
  return db
    .deleteFrom('invitation')
    .where('workspace_id', '=', workspaceId)
    .where('invitation_id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .returning('email')
    .executeTakeFirst()
}

/** Withdraws what one member sent and nobody has accepted. */
export function deleteInvitationsBy(db: Db, workspaceId: string, personId: string) {
  return db
    .deleteFrom('invitation')
    .where('workspace_id', '=', workspaceId)
    .where('invited_by', '=', personId)
    .where('accepted_at', 'is', null)
    .execute()
}

interface Held {
  secretHash: string
  now: Date
}

/** What a mailed link invites to, while it is good: whoever holds it may see this much. */
export function invitationBySecret(db: Db, { secretHash, now }: Held) {
  return db
    .selectFrom('invitation as i')
    .innerJoin('workspace as w', 'w.workspace_id', 'i.workspace_id')
    .leftJoin('person as p', 'p.person_id', 'i.invited_by')
    .select(['i.workspace_id', 'i.email', 'i.role', 'i.expires_at'])
    .select(['w.name as workspace', 'p.name as inviter'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('person as known')
            .select('known.person_id')
            .where(sql`lower(known.email)`, '=', sql`lower(i.email)`),
        )
        .as('has_account'),
    )
    .where('i.secret_hash', '=', secretHash)
    .where('i.accepted_at', 'is', null)
    .where('i.expires_at', '>', now)
    .executeTakeFirst()
}

/** Uses a link up; no row when it was used, withdrawn, is over, or never was. */
export function spendInvitation(db: Db, { secretHash, now }: Held) {
  return db
    .updateTable('invitation')
    .set({ accepted_at: now })
    .where('secret_hash', '=', secretHash)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['workspace_id', 'email', 'role'])
    .executeTakeFirst()
}

/** Whether somebody with this address belongs to the workspace already. */
export async function isMemberByEmail(db: Db, workspaceId: string, email: string) {
  const row = await db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select('person.person_id')
    .where('member.workspace_id', '=', workspaceId)
    .where(sql`lower(person.email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}
