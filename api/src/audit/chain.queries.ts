import type { Db } from '@content/db'
import { sql } from 'kysely'

export interface ChainRow {
  place: number
  at: Date
  actor_kind: string
  action: string
  detail: unknown
  who_hash: string
  target_hash: string
  prev_hash: string
  hash: string
  /** Null in every field once the person was erased. */
  salt: string | null
  actor_id: string | null
  device_id: string | null
  address: string | null
  user_agent: string | null
  request_id: string | null
  target: string | null
}

/** The next rows of a chain after a place, with what they say about who it was. */
export async function chainRows(
  db: Db,
  workspaceId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ChainRow[]> {
  const rows = await lines(db, workspaceId)
    .where('audit.place', '>', after)
    .orderBy('audit.place')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...row, place: Number(row.place) }))
}

/** A page of a workspace's log, newest first. */
export async function newestLines(
  db: Db,
  workspaceId: string,
  { before, limit }: { before: number | undefined; limit: number },
) {
  const page = lines(db, workspaceId)
    .leftJoin('member', join =>
      join
        .onRef('member.workspace_id', '=', 'audit.workspace_id')
        .on(sql<boolean>`member.person_id::text = audit_who.actor_id`),
    )
    .leftJoin('person', 'person.person_id', 'member.person_id')
    .select('person.name')
    .orderBy('audit.place', 'desc')
    .limit(limit)
  return await (before === undefined ? page : page.where('audit.place', '<', before)).execute()
}

const lines = (db: Db, workspaceId: string) =>
  db
    .selectFrom('audit')
    .leftJoin('audit_who', join =>
      join
        .onRef('audit_who.workspace_id', '=', 'audit.workspace_id')
        .onRef('audit_who.place', '=', 'audit.place'),
    )
    .select(['audit.place', 'at', 'actor_kind', 'action', 'detail', 'who_hash', 'target_hash'])
    .select(['prev_hash', 'hash', 'salt', 'actor_id', 'device_id', 'address', 'user_agent'])
    .select(['request_id', 'target'])
    .where('audit.workspace_id', '=', workspaceId)

export async function headOf(db: Db, workspaceId: string) {
  const row = await db
    .selectFrom('audit_head')
    .select(['place', 'hash', 'base_place', 'base_hash', 'base_signature'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row && { ...row, place: Number(row.place), base_place: Number(row.base_place) }
}

export async function sealsOf(db: Db, workspaceId: string) {
  const rows = await db
    .selectFrom('audit_seal')
    .select(['place', 'hash', 'sealed_at', 'signature'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('place')
    .execute()
  return rows.map(row => ({ ...row, place: Number(row.place) }))
}

/** Chains that grew since they were last sealed. */
export async function unsealedChains(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_head')
    .select('workspace_id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit_seal')
            .select('audit_seal.place')
            .whereRef('audit_seal.workspace_id', '=', 'audit_head.workspace_id')
            .whereRef('audit_seal.place', '=', 'audit_head.place'),
        ),
      ),
    )
    .orderBy('workspace_id')
    .execute()
  return rows.map(row => row.workspace_id)
}

interface Seal {
  workspaceId: string
  place: number
  hash: string
  signature: string
  now: Date
}

export function insertSeal(db: Db, { workspaceId, place, hash, signature, now }: Seal) {
  return db
    .insertInto('audit_seal')
    .values({ workspace_id: workspaceId, place, hash, signature, sealed_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
