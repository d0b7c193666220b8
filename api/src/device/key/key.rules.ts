import type { Key } from '../../../contract/index.ts'
import { KeyKind, Scope } from '../../../contract/index.ts'

interface Row {
  key_id: string
  device_id: string
  name: string
  kind: string
  scopes: string[]
  ends_with: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
  person_id: string
  person_name: string
}

/** A key as its workspace sees it. */
export const asKey = (row: Row, viewerId: string): Key => ({
  id: row.key_id,
  deviceId: row.device_id,
  name: row.name,
  kind: KeyKind.parse(row.kind),
  scopes: Scope.array().parse(row.scopes),
  endsWith: row.ends_with,
  actsFor: { personId: row.person_id, name: row.person_name },
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  isYours: row.person_id === viewerId,
})

/** What is said to whoever takes the name of a colleague's device. */
export const ANOTHERS_DEVICE =
  'A device of that name acts for somebody else. Choose another name, or ask an admin.'
