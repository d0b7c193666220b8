import type { UpdateWorkspace } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { updateSettings } from './workspace.queries.ts'

/** Renames the workspace, or moves its calendar to another time zone. */
export async function updateWorkspace(ctx: ByPerson, settings: UpdateWorkspace) {
  const saved = await updateSettings(ctx.db, ctx.actor.workspaceId, settings)
  if (!saved) throw new Fault('not_found')
  return saved
}
