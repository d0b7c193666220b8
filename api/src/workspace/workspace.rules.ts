import type { OwnWorkspace } from '../../contract/index.ts'
import { PlanName, Role } from '../../contract/index.ts'

interface Row {
  workspace_id: string
  name: string
  plan: string
  time_zone: string
  brand_voice: string | null
  prompt: string | null
  share_previews: boolean
}

/** A workspace as its people see it. */
export const asWorkspace = (row: Row) => ({
  id: row.workspace_id,
  name: row.name,
  plan: PlanName.parse(row.plan),
  timeZone: row.time_zone,
  brandVoice: row.brand_voice,
  prompt: row.prompt,
  sharePreviews: row.share_previews,
})

type OwnRow = Pick<Row, 'workspace_id' | 'name' | 'plan' | 'time_zone'> & { role: string }

/** One of a person's workspaces, seen from the one they are in. */
export const asOwnWorkspace = (row: OwnRow, currentId: string): OwnWorkspace => ({
  id: row.workspace_id,
  name: row.name,
  plan: PlanName.parse(row.plan),
  role: Role.parse(row.role),
  timeZone: row.time_zone,
  isCurrent: row.workspace_id === currentId,
})
