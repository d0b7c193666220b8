import type { Db } from '@content/db'
import { type Platform, traitsOf } from '../../../contract/index.ts'

export interface OwnProject {
  clientId: string
  sealedSecret: string
  /** What Google counts by; two workspaces may bring clients of the same project. */
  project: string
  dailyInserts: number
  savedAt: Date
}

/** The developer account at a platform that a workspace brought along, if it did. */
export async function ownProjectOf(
  db: Db,
  workspaceId: string,
  platform: Platform,
): Promise<OwnProject | undefined> {
  if (!traitsOf(platform).ownProject) return undefined
  const row = await db
    .selectFrom('own_project')
    .select(['client_id', 'sealed_secret', 'daily_inserts', 'saved_at'])
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', platform)
    .executeTakeFirst()
  return (
    row && {
      clientId: row.client_id,
      sealedSecret: row.sealed_secret,
      project: `own ${projectIn(row.client_id)}`,
      dailyInserts: row.daily_inserts,
      savedAt: row.saved_at,
    }
  )
}

/** Google's client ids begin with the number of their project. */
const projectIn = (clientId: string) => /^(\d{6,})-/.exec(clientId)?.[1] ?? clientId

export interface SavedProject {
  platform: Platform
  clientId: string
  sealedSecret: string
  dailyInserts: number
  now: Date
}

/** Keeps the workspace's own project in place of the one before. */
export async function saveOwnProject(db: Db, workspaceId: string, saved: SavedProject) {
  const values = {
    client_id: saved.clientId,
    sealed_secret: saved.sealedSecret,
    daily_inserts: saved.dailyInserts,
    saved_at: saved.now,
  }
  await db
    .insertInto('own_project')
    .values({ workspace_id: workspaceId, platform: saved.platform, ...values })
    .onConflict(conflict => conflict.columns(['workspace_id', 'platform']).doUpdateSet(values))
    .execute()
}

export async function dropOwnProject(db: Db, workspaceId: string, platform: Platform) {
  await db
    .deleteFrom('own_project')
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', platform)
    .execute()
}

/** Ends what was begun or connected through the project before; a new version fences refreshers. */
export async function loseConnections(
  db: Db,
  { workspaceId, platform }: { workspaceId: string; platform: Platform },
  reason: string,
) {
  await db
    .deleteFrom('oauth_state')
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', platform)
    .execute()
  await db
    .updateTable('connection')
    .set(eb => ({
      state: 'lost',
      lost_reason: reason,
      sealed: null,
      access_expires_at: null,
      refreshing_until: null,
      retry_after: null,
      version: eb('version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', platform)
    .where('state', '=', 'live')
    .execute()
}

/** What a member may do here; none for someone who is no member. */
export async function roleOf(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.role
}
