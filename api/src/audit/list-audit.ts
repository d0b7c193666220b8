import { AuditEntry, type AuditPage, type ListAudit } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { newestLines } from './chain.queries.ts'

/** A page of the workspace's audit log, newest first. */
export async function listAudit(
  { db, actor }: ByPerson,
  { before, limit }: ListAudit,
): Promise<AuditPage> {
  const rows = await newestLines(db, actor.workspaceId, { before, limit: limit + 1 })
  const lines = rows.slice(0, limit).map(asEntry)
  return { lines, before: rows.length > limit ? (lines.at(-1)?.place ?? null) : null }
}

type Row = Awaited<ReturnType<typeof newestLines>>[number]

const asEntry = (row: Row): AuditEntry =>
  AuditEntry.parse({
    place: Number(row.place),
    at: row.at.toISOString(),
    action: row.action,
    actor: {
      kind: row.actor_kind,
      personId: row.actor_id,
      name: row.name,
      deviceId: row.device_id,
    },
    target: row.target,
    detail: row.detail,
    address: row.address,
    userAgent: row.user_agent,
    requestId: row.request_id,
    isErased: row.salt === null,
  })
