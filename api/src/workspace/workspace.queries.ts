import type { Db } from '@content/db'
import type { PlanName } from '../../contract/index.ts'

const COLUMNS = [
  ...(['workspace_id', 'name', 'plan', 'time_zone', 'brand_voice', 'prompt'] as const),
  'share_previews',
] as const

interface NewWorkspace {
  workspaceId: string
  name: string
  plan: PlanName
}

export function insertWorkspace(db: Db, { workspaceId, name, plan }: NewWorkspace) {
  return db.insertInto('workspace').values({ workspace_id: workspaceId, name, plan }).execute()
}

export function workspaceById(db: Db, workspaceId: string) {
  return db
    .selectFrom('workspace')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
}

export interface Voice {
  brandVoice?: string | null | undefined
  prompt?: string | null | undefined
}

/** Writes what is given and leaves the rest as it is. */
export function updateVoice(db: Db, workspaceId: string, { brandVoice, prompt }: Voice) {
  return db
    .updateTable('workspace')
    .set(eb => ({
      brand_voice: brandVoice === undefined ? eb.ref('brand_voice') : brandVoice,
      prompt: prompt === undefined ? eb.ref('prompt') : prompt,
    }))
    .where('workspace_id', '=', workspaceId)
    .returning(COLUMNS)
    .executeTakeFirst()
}

interface Settings {
  name?: string | undefined
  timeZone?: string | undefined
  sharePreviews?: boolean | undefined
}

/** Writes what is given and leaves the rest as it is. */
export function updateSettings(
  db: Db,
  workspaceId: string,
  { name, timeZone, sharePreviews }: Settings,
) {
  return db
    .updateTable('workspace')
    .set(eb => ({
      name: name ?? eb.ref('name'),
      time_zone: timeZone ?? eb.ref('time_zone'),
      share_previews: sharePreviews ?? eb.ref('share_previews'),
    }))
    .where('workspace_id', '=', workspaceId)
    .returning(COLUMNS)
    .executeTakeFirst()
}
