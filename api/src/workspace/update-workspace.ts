import type { UpdateWorkspace } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { updateSettings } from './workspace.queries.ts'

/** Renames the workspace, or moves its calendar to another time zone. */
export function updateWorkspace(ctx: ByPerson, settings: UpdateWorkspace) {
  return inTx(ctx, async ctx => {
    const saved = await updateSettings(ctx.db, ctx.actor.workspaceId, settings)
    if (!saved) throw new Fault('not_found')
    const detail = { fields: Object.keys(settings) }
    await writeAudit(ctx, { action: 'user_updated:workspace', detail })
    return saved
  })
}
