import type { Db } from '@content/db'
import type { PlanName } from '../../contract/index.ts'

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
    .select(['workspace_id', 'name', 'plan', 'time_zone', 'brand_voice', 'prompt'])
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
    .returning(['workspace_id', 'name', 'plan', 'time_zone', 'brand_voice', 'prompt'])
    .executeTakeFirst()
}

interface Settings {
  name?: string | undefined
  timeZone?: string | undefined
}

/** Writes what is given and leaves the rest as it is. */
export function updateSettings(db: Db, workspaceId: string, { name, timeZone }: Settings) {
  return db
    .updateTable('workspace')
    .set(eb => ({
      name: name ?? eb.ref('name'),
      time_zone: timeZone ?? eb.ref('time_zone'),
    }))
    .where('workspace_id', '=', workspaceId)
    .returning(['workspace_id', 'name', 'plan', 'time_zone', 'brand_voice', 'prompt'])
    .executeTakeFirst()
}
