import type { Db } from '@content/db'
import { sql } from 'kysely'
import type { OperatorAlert } from '../../contract/index.ts'
import { OperatorAlertKind } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { enqueueMail } from '../mail/mail.queries.ts'

type Ctx = Pick<Context, 'db' | 'vault' | 'now' | 'log'>
type Alert = Pick<OperatorAlert, 'kind' | 'detail'>

/** Tells those who run the service, once for as long as it lasts. */
export function raiseAlert(ctx: Ctx, { kind, detail }: Alert): Promise<void> {
  return inTx(ctx, async ({ db, vault, log, now }) => {
    const at = now()
    const { rows } = await sql<{ isNew: boolean }>`
      insert into operator_alert (kind, detail, raised_at, seen_at)
      values (${kind}, ${detail}, ${at}::timestamptz, ${at}::timestamptz)
      on conflict (kind) do update set detail = excluded.detail, seen_at = excluded.seen_at
      returning (xmax = 0) as "isNew"`.execute(db)
    if (!rows[0]?.isNew) return
    log.error('operators are needed', { alert: kind, detail })
    const data = { detail }
    for (const { person_id: personId, email: to } of await listOperators(db)) {
      const onceKey = `operator_alert:${kind}:${at.toISOString()}:${personId}`
      const mail = { workspaceId: null, kind: 'operator_alert', onceKey, to, data } as const
      await enqueueMail(db, vault, { personId, ...mail })
    }
  })
}

/** Forgets an alert that nobody has had reason to raise since. */
export async function endAlert(db: Db, kind: OperatorAlertKind, since: Date): Promise<void> {
  await db
    .deleteFrom('operator_alert')
    .where('kind', '=', kind)
    .where('seen_at', '<=', since)
    .execute()
}

export async function listAlerts(db: Db): Promise<OperatorAlert[]> {
  const rows = await db.selectFrom('operator_alert').selectAll().orderBy('raised_at').execute()
  return rows.map(({ kind, detail, raised_at }) => ({
    ...{ kind: OperatorAlertKind.parse(kind), detail, raisedAt: raised_at.toISOString() },
  }))
}

const listOperators = (db: Db) =>
  db.selectFrom('person').select(['person_id', 'email']).where('is_operator', '=', true).execute()
