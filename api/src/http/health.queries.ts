import type { Db } from '@content/db'
import { OperatorAlertKind } from '../../contract/index.ts'

/** What those who run the service have been told of, and is not over. */
export async function openAlerts(db: Db): Promise<OperatorAlertKind[]> {
  const rows = await db.selectFrom('operator_alert').select('kind').orderBy('raised_at').execute()
  return rows.map(({ kind }) => OperatorAlertKind.parse(kind))
}
