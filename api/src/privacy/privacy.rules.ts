import { DataExport } from '../../contract/index.ts'
import { sha256Hex } from '../lib/id.ts'

interface ExportRow {
  export_id: string
  subject: string
  state: string
  size_bytes: number | null
  created_at: Date
  expires_at: Date | null
}

export const asExport = (row: ExportRow): DataExport =>
  DataExport.parse({
    id: row.export_id,
    subject: row.subject,
    state: row.state,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    askedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  })

/** All that is kept of who was deleted; an id is random, so nobody finds it by trying. */
export const tombstoneOf = (subject: 'person' | 'workspace' | 'customer', id: string): string =>
  sha256Hex(`${subject} ${id}`)
