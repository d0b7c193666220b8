import { type AskAboutData, type DataExport, reaches } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { newId } from '../../lib/id.ts'
import { inTx } from '../../lib/in-tx.ts'
import { asExport } from '../privacy.rules.ts'
import { insertExport, listExports } from './export.queries.ts'

/** Has a copy of a person's or a workspace's data made. Asking again while it is made is fine. */
export async function requestExport(
  ctx: ByPerson,
  { subject }: Pick<AskAboutData, 'subject'>,
): Promise<DataExport> {
  const { workspaceId, personId, role } = ctx.actor
  if (subject === 'workspace' && !reaches(role, 'owner')) {
    throw new Fault('forbidden', 'Only an owner takes a copy of the whole workspace.')
  }
  await inTx(ctx, async tx => {
    const wanted = { workspaceId, exportId: newId(), personId, subject }
    if (!(await insertExport(tx.db, wanted, tx.now()))) return
    const target = `export:${wanted.exportId}`
    await writeAudit(tx, { action: 'sensitive_read:export', target, detail: { subject } })
  })
  await ctx.shared.jobs.soon('make-exports')
  const rows = await listExports(ctx.db, workspaceId, personId)
  const row = rows.find(one => one.state === 'waiting' && one.subject === subject)
  if (!row) throw new Fault('conflict', 'That copy was made this very moment.')
  return asExport(row)
}
