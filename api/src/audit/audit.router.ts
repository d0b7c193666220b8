import { AuditPage, AuditVerdict, ListAudit } from '../../contract/index.ts'
import { byPerson, router } from '../trpc.ts'
import { listAudit } from './list-audit.ts'
import { verifyAudit } from './verify-audit.ts'

// Walks the whole log, so it is not for every click.
const walking = { name: 'verify-audit', points: 10, windowSeconds: 600, by: 'workspace' } as const

export const auditRouter = router({
  list: byPerson('admin')
    .input(ListAudit)
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input)),

  verify: byPerson('admin')
    .meta({ limit: walking })
    .output(AuditVerdict)
    .query(({ ctx }) => verifyAudit(ctx, ctx.actor.workspaceId)),
})
