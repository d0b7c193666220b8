import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { PublicationState, WhoCanFix } from '../../../contract/index.ts'

interface Of {
  workspaceId: string
  publicationId: string
}

interface Told {
  /** Which device told it; null when a person did. */
  deviceId: string | null
  /** Somebody looked at the channel. */
  isSeen: boolean
}

/** Adds how the publication stands now to what became of it; in the transaction that changed it. */
export async function recordStep(db: Db, of: Of, { deviceId, isSeen }: Told): Promise<void> {
  await sql`
    insert into publication_step (workspace_id, publication_id, at, state, device_id, is_seen,
      failure_code, reason, who_can_fix)
    select workspace_id, publication_id, updated_at, state, ${deviceId}::uuid, ${isSeen},
      failure_code, reason, who_can_fix
    from publication
    where workspace_id = ${of.workspaceId} and publication_id = ${of.publicationId}`.execute(db)
}

export interface StepRow {
  publication_id: string
  at: Date
  state: PublicationState
  device_id: string | null
  device_name: string | null
  is_seen: boolean
  failure_code: string | null
  reason: string | null
  who_can_fix: WhoCanFix | null
}

/** More no page shows; the newest are kept. */
const MOST_STEPS = 1000

/** What became of these publications, the oldest first. */
export async function listSteps(
  db: Db,
  workspaceId: string,
  publicationIds: string[],
): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select s.publication_id, s.at, s.state, d.device_id, d.name as device_name, s.is_seen,
      s.failure_code, s.reason, s.who_can_fix
    from publication_step s
    left join device d on d.workspace_id = s.workspace_id and d.device_id = s.device_id
    where s.workspace_id = ${workspaceId} and s.publication_id = any(${publicationIds}::uuid[])
    order by s.step_no desc
    limit ${MOST_STEPS}`.execute(db)
  return rows.reverse()
}
