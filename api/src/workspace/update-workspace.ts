import type { UpdateWorkspace } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { deletePreviews } from '../preview/preview.queries.ts'
import { updateSettings } from './workspace.queries.ts'

/** Renames the workspace, moves its calendar, or lets its computers share no more pictures. */
export function updateWorkspace(ctx: ByPerson, settings: UpdateWorkspace) {
  return inTx(ctx, async ctx => {
    const saved = await updateSettings(ctx.db, ctx.actor.workspaceId, settings)
    if (!saved) throw new Fault('not_found')
    const { sharePreviews } = settings
    if (sharePreviews === false) await deletePreviews(ctx.db, ctx.actor.workspaceId)
    const fields = Object.keys(settings)
    const detail = { fields, ...(sharePreviews !== undefined && { sharePreviews }) }
    await writeAudit(ctx, { action: 'user_updated:workspace', detail })
    return saved
  })
}
