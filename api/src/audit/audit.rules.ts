import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256Hex } from '../lib/id.ts'

/** Who it was and from where; each may be unknown, or erased later. */
export interface Who {
  actorId: string | null
  deviceId: string | null
  address: string | null
  userAgent: string | null
  requestId: string | null
}

/** What the chain is made over, but for the place and the hash before. */
export interface Entry {
  at: Date
  actorKind: string
  action: string
  detail: unknown
  whoHash: string
  targetHash: string
}

export const FIRST_HASH = '0'.repeat(64)

/** One text for one entry, however a database orders the keys of its JSON. */
export const canonicalEntry = (entry: Entry): string =>
  JSON.stringify([
    entry.at.toISOString(),
    entry.actorKind,
    entry.action,
    sorted(entry.detail),
    entry.whoHash,
    entry.targetHash,
  ])

export interface Link {
  workspaceId: string
  place: number
  prevHash: string
}

/** The hash of a row; `link_hash` in the query that writes it is made the same way. */
export const linkHash = ({ workspaceId, place, prevHash }: Link, entry: string): string =>
  sha256Hex(`${prevHash} ${workspaceId} ${place} ${entry}`)

// Salted, so that an erased address cannot be found by trying all there are.
export const whoHash = (salt: string, who: Who): string =>
  sha256Hex(
    JSON.stringify([salt, who.actorId, who.deviceId, who.address, who.userAgent, who.requestId]),
  )

export const targetHash = (salt: string, target: string | null): string =>
  sha256Hex(JSON.stringify([salt, target]))

/** Signs with a key of its own, made from the secret, what only we may say about a chain. */
export const signed = (authSecret: string, text: string): string => {
  const key = createHmac('sha256', authSecret).update('audit').digest()
  return createHmac('sha256', key).update(text).digest('hex')
}

export function isSigned(authSecret: string, text: string, signature: string | null): boolean {
  const wanted = Buffer.from(signed(authSecret, text))
  const given = Buffer.from(signature ?? '')
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

export const sealText = (workspaceId: string, place: number, hash: string): string =>
  `seal ${workspaceId} ${place} ${hash}`
export const baseText = (workspaceId: string, place: number, hash: string): string =>
  `base ${workspaceId} ${place} ${hash}`

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, inner]) => [name, sorted(inner)])
}
