import type { Db } from '@content/db'

export interface OwnProject {
  clientId: string
  sealed: string
  /** What Google counts by; two workspaces may bring clients of the same project. */
  project: string
  dailyInserts: number
  savedAt: Date
}

/** The YouTube project that a workspace brought along, if it did. */
export async function ownProjectOf(db: Db, workspaceId: string): Promise<OwnProject | undefined> {
  const row = await db
    .selectFrom('own_project')
    .select(['client_id', 'sealed', 'daily_inserts', 'saved_at'])
    .where('workspace_id', '=', workspaceId)
    .where('platform', '=', 'youtube')
    .executeTakeFirst()
  return (
    row && {
      clientId: row.client_id,
      sealed: row.sealed,
      project: `own ${projectIn(row.client_id)}`,
      dailyInserts: row.daily_inserts,
      savedAt: row.saved_at,
    }
  )
}

/** Google's client ids begin with the number of their project. */
const projectIn = (clientId: string) => /^(\d{6,})-/.exec(clientId)?.[1] ?? clientId
