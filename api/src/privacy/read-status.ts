import type { PlannedDeletion, PrivacyStatus } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { deletionOf, membershipsOf, partings } from './deletion/deletion.queries.ts'
import { listExports } from './export/export.queries.ts'
import { asExport } from './privacy.rules.ts'

/** What somebody asked about their data, and what their leaving would mean. */
export async function readStatus({ db, actor }: ByPerson): Promise<PrivacyStatus> {
  const { workspaceId, personId } = actor
  const exports = await listExports(db, workspaceId, personId)
  const shown = (row: Awaited<ReturnType<typeof deletionOf>>): PlannedDeletion | null =>
    row ? { askedAt: row.asked_at.toISOString(), dueAt: row.due_at.toISOString() } : null
  return {
    exports: exports.map(asExport),
    person: shown(await deletionOf(db, personId)),
    workspace: shown(await deletionOf(db, workspaceId)),
    ...partings(await membershipsOf(db, personId)),
  }
}
