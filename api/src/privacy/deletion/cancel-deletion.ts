import type { DataSubject } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { inTx } from '../../lib/in-tx.ts'
import { dropPlannedDeletion } from './deletion.queries.ts'

/** Takes a planned deletion back, as long as it has not begun. */
export function cancelDeletion(ctx: ByPerson, subject: DataSubject): Promise<{ ok: true }> {
  const { workspaceId, personId, role } = ctx.actor
  if (subject === 'workspace' && role !== 'owner') {
    throw new Fault('forbidden', 'Only an owner takes this back.')
  }
  return inTx(ctx, async tx => {
    const dropped = await dropPlannedDeletion(tx.db, subject === 'person' ? personId : workspaceId)
    if (!dropped) throw new Fault('not_found', 'Nothing is planned, or it has begun.')
    await writeAudit(tx, { action: 'sensitive_delete:cancelled', detail: { subject } })
    return { ok: true }
  })
}
