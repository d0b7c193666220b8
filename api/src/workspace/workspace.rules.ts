import { PlanName } from '../../contract/index.ts'

interface Row {
  workspace_id: string
  name: string
  plan: string
  time_zone: string
  brand_voice: string | null
  prompt: string | null
}

/** A workspace as its people see it. */
export const asWorkspace = (row: Row) => ({
  id: row.workspace_id,
  name: row.name,
  plan: PlanName.parse(row.plan),
  timeZone: row.time_zone,
  brandVoice: row.brand_voice,
  prompt: row.prompt,
})
