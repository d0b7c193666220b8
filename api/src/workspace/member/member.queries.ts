import type { Db } from '@content/db'
import type { Role } from '../../../contract/index.ts'

/** The members of a workspace, who came first first. */
export function listMembers(db: Db, workspaceId: string) {
  return db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select(['member.person_id', 'member.role', 'member.created_at'])
    .select(['person.name', 'person.email', 'person.totp_confirmed_at'])
    .where('member.workspace_id', '=', workspaceId)
    .orderBy('member.created_at')
    .orderBy('member.person_id')
    .execute()
}

/**
 * Lets one change of members happen after the other: two owners who demote each other at once
 * would else both see an owner who stays.
 */
export function holdMembers(db: Db, workspaceId: string) {
  return db
    .selectFrom('workspace')
    .select(['workspace_id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function roleOf(db: Db, workspaceId: string, personId: string) {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.role
}

export async function hasProvenOwner(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select('member.person_id')
    .where('member.workspace_id', '=', workspaceId)
    .where('member.role', '=', 'owner')
    .where('person.verified_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether somebody else owns the workspace, too. */
export async function hasOtherOwner(db: Db, workspaceId: string, personId: string) {
  const row = await db
    .selectFrom('member')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('person_id', '!=', personId)
    .executeTakeFirst()
  return row !== undefined
}

interface Membership {
  workspaceId: string
  personId: string
}

export function updateRole(db: Db, { workspaceId, personId, role }: Membership & { role: Role }) {
  return db
    .updateTable('member')
    .set({ role })
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .execute()
}

/** No row when the person belongs to the workspace already. */
export function addMember(db: Db, { workspaceId, personId, role }: Membership & { role: Role }) {
  return db
    .insertInto('member')
    .values({ workspace_id: workspaceId, person_id: personId, role })
    .onConflict(conflict => conflict.columns(['workspace_id', 'person_id']).doNothing())
    .returning('person_id')
    .executeTakeFirst()
}

export function deleteMember(db: Db, { workspaceId, personId }: Membership) {
  return db
    .deleteFrom('member')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .execute()
}

/** A person, held so that two removals at once do not both count on the other workspace. */
export function holdPerson(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select('name')
    .where('person_id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** The workspaces of a person, the first joined first. */
export function listWorkspaces(db: Db, personId: string) {
  return db
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select(['workspace.workspace_id', 'workspace.name', 'workspace.plan', 'workspace.time_zone'])
    .select('member.role')
    .where('member.person_id', '=', personId)
    .orderBy('member.created_at')
    .orderBy('workspace.workspace_id')
    .execute()
}

interface Move {
  personId: string
  from: string
  to: string
}

/** Signed-in browsers of a person go on in another workspace of theirs. */
export function moveSessions(db: Db, { personId, from, to }: Move) {
  return db
    .updateTable('session')
    .set({ workspace_id: to })
    .where('person_id', '=', personId)
    .where('workspace_id', '=', from)
    .execute()
}

/** One signed-in browser goes on in another workspace; no row when it was signed out meanwhile. */
export function moveSession(db: Db, sessionHash: string, workspaceId: string) {
  return db
    .updateTable('session')
    .set({ workspace_id: workspaceId })
    .where('session_hash', '=', sessionHash)
    .returning('session_hash')
    .executeTakeFirst()
}
