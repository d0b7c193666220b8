import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import { deleteKeylessDevelopers } from '../../device/key/key.queries.ts'
import { deleteLoginsInto } from '../../device/login/login.queries.ts'
import { newId } from '../../lib/id.ts'

export type DeletionSubject = 'person' | 'workspace'

export interface Deletion {
  deletionId: string
  subject: DeletionSubject
  subjectId: string
  step: string
  tries: number
}

interface Asked {
  subject: DeletionSubject
  subjectId: string
  now: Date
  dueAt: Date
}

/** No row when it was asked for before. */
export function insertDeletion(db: Db, { subject, subjectId, now, dueAt }: Asked) {
  return db
    .insertInto('deletion')
    .values({
      ...{ deletion_id: newId(), subject, subject_id: subjectId },
      ...{ asked_at: now, due_at: dueAt, next_at: dueAt },
    })
    .onConflict(conflict => conflict.column('subject_id').doNothing())
    .returning(['asked_at', 'due_at'])
    .executeTakeFirst()
}

export function deletionOf(db: Db, subjectId: string) {
  return db
    .selectFrom('deletion')
    .select(['asked_at', 'due_at', 'step'])
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
}

/** Only one that has not begun can be taken back; no row else. */
export function dropPlannedDeletion(db: Db, subjectId: string) {
  return db
    .deleteFrom('deletion')
    .where('subject_id', '=', subjectId)
    .where('step', '=', 'waiting')
    .returning('deletion_id')
    .executeTakeFirst()
}

/** Takes the next that is due; nobody else gets it before `until`, unless whoever took it died. */
export async function claimDeletion(
  db: Db,
  { now, until }: { now: Date; until: Date },
): Promise<Deletion | null> {
  const { rows } = await sql<{
    deletion_id: string
    subject: DeletionSubject
    subject_id: string
    step: string
    tries: number
  }>`
    update deletion set next_at = ${until}::timestamptz,
      step = case when step = 'waiting' then 'begun' else step end
    where deletion_id = (
      select deletion_id from deletion where due_at <= ${now}::timestamptz
        and next_at <= ${now}::timestamptz
      order by next_at limit 1
      for update skip locked
    )
    returning deletion_id, subject, subject_id, step, tries`.execute(db)
  const [row] = rows
  if (!row) return null
  const { deletion_id: deletionId, subject_id: subjectId, subject, step, tries } = row
  return { deletionId, subjectId, subject, step, tries }
}

/** A step is done, and what it could not do is noted. */
export function saveStep(
  db: Db,
  deletionId: string,
  { step, notes }: { step: string; notes: string[] },
) {
  return sql`
    update deletion set step = ${step}, tries = 0, notes = notes || ${notes}::text[]
    where deletion_id = ${deletionId}::uuid`.execute(db)
}

/** A step failed: it is tried again then. */
export function postpone(db: Db, deletionId: string, nextAt: Date) {
  return db
    .updateTable('deletion')
    .set(eb => ({ tries: eb('tries', '+', 1), next_at: nextAt }))
    .where('deletion_id', '=', deletionId)
    .execute()
}

/** Given back before it is done: anybody may go on now. */
export function releaseDeletion(db: Db, deletionId: string, now: Date) {
  return db
    .updateTable('deletion')
    .set({ next_at: now })
    .where('deletion_id', '=', deletionId)
    .execute()
}

/** One that was planned for later happens now. */
export function hastenDeletion(db: Db, { subjectId, now }: Pick<Asked, 'subjectId' | 'now'>) {
  return sql`
    update deletion set due_at = least(due_at, ${now}::timestamptz),
      next_at = least(next_at, ${now}::timestamptz)
    where subject_id = ${subjectId}::uuid and step = 'waiting'`.execute(db)
}

/** Forgets the deletion itself, for it names who it was; what it noted comes back. */
export async function finishDeletion(db: Db, deletionId: string): Promise<string[]> {
  const row = await db
    .deleteFrom('deletion')
    .where('deletion_id', '=', deletionId)
    .returning('notes')
    .executeTakeFirst()
  return row?.notes ?? []
}

interface Membership {
  workspace_id: string
  name: string
  role: string
  others: number
  other_owners: number
}

/** A person's workspaces, with how many others stay in each and how many of them own it. */
export async function membershipsOf(db: Db, personId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select w.workspace_id, w.name, m.role,
      count(o.person_id)::int as others,
      (count(o.person_id) filter (where o.role = 'owner'))::int as other_owners
    from member m
    join workspace w on w.workspace_id = m.workspace_id
    left join member o on o.workspace_id = m.workspace_id and o.person_id <> m.person_id
      and not ${isGoing(sql`o.person_id`)}
    where m.person_id = ${personId}::uuid
    group by w.workspace_id, w.name, m.role
    order by w.workspace_id`.execute(db)
  return rows
}

/** Those that need a new owner before this person can go, and those that go along. */
export function partings(memberships: Membership[]) {
  const shown = (rows: Membership[]) => rows.map(row => ({ id: row.workspace_id, name: row.name }))
  return {
    handOver: shown(
      memberships.filter(row => row.role === 'owner' && row.others > 0 && row.other_owners === 0),
    ),
    goesAlong: shown(memberships.filter(row => row.others === 0)),
  }
}

/** Ends whatever lets anybody into a workspace now: sessions, keys, tokens, and devices let in. */
export async function shutWorkspace(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db.deleteFrom('session').where('workspace_id', '=', workspaceId).execute()
  // First, so that a device which fetches its key right now has it when the keys are stopped.
  await deleteLoginsInto(db, workspaceId)
  await db.deleteFrom('device_key').where('workspace_id', '=', workspaceId).execute()
  await deleteKeylessDevelopers(db, workspaceId)
  await sql`
    update person set tokens_valid_after = ${now}::timestamptz
    where person_id in (
      select person_id from member where workspace_id = ${workspaceId}::uuid)`.execute(db)
}

/** Who is told that a workspace goes: its owners, but for those whose own end says it all. */
export async function ownersOf(db: Db, workspaceId: string) {
  const { rows } = await sql<{ person_id: string; email: string; name: string }>`
    select p.person_id, p.email, p.name from member m join person p on p.person_id = m.person_id
    where m.workspace_id = ${workspaceId}::uuid and m.role = 'owner'
      and not ${isGoing(sql`p.person_id`)}
    order by p.person_id`.execute(db)
  return rows
}

export function personOf(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select(['person_id', 'email', 'name'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/** Members who stay, though no other workspace of theirs does. */
export async function homelessWithout(db: Db, workspaceId: string) {
  const { rows } = await sql<{ person_id: string; name: string }>`
    select p.person_id, p.name from member m join person p on p.person_id = m.person_id
    where m.workspace_id = ${workspaceId}::uuid and not ${isGoing(sql`p.person_id`)}
      and not exists (
        select from member o where o.person_id = m.person_id and o.workspace_id <> m.workspace_id
          and not ${isGoing(sql`o.workspace_id`)})`.execute(db)
  return rows
}

/** Whether the deletion of a person or workspace has begun, which nothing stops any more. */
const isGoing = (subjectId: RawBuilder<unknown>) => sql`exists (
  select from deletion d where d.subject_id = ${subjectId} and d.step <> 'waiting')`

/** Whoever has been there longest in the highest role owns what would else be nobody's. */
export async function promoteHeir(db: Db, workspaceId: string, personId: string) {
  const { rows } = await sql<{ person_id: string }>`
    update member set role = 'owner' where workspace_id = ${workspaceId}::uuid and person_id = (
      select person_id from member m
      where workspace_id = ${workspaceId}::uuid and person_id <> ${personId}::uuid
        and not ${isGoing(sql`m.person_id`)}
      order by array_position(array['owner', 'admin', 'editor', 'viewer'], role), created_at,
        person_id
      limit 1
    ) returning person_id`.execute(db)
  return rows[0]?.person_id
}

/** Channels of a workspace that we can still open. */
export function sealedOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('connection')
    .select(['connection_id', 'platform', 'sealed'])
    .where('workspace_id', '=', workspaceId)
    .where('sealed', 'is not', null)
    .orderBy('connection_id')
    .execute()
}

export async function customerOf(db: Db, workspaceId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('billing')
    .select('customer_id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row?.customer_id
}
