import type { Connection, Platform } from '../../contract/index.ts'
import {
  Connection as ConnectionShape,
  definitionOf,
  PLATFORM_NAMES,
  PublishRule,
} from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import type { ShownRow } from './connection.queries.ts'

/** A row as people and devices see it. */
export function toConnection(row: ShownRow): Connection {
  return ConnectionShape.parse({
    id: row.connection_id,
    platform: row.platform,
    externalId: row.external_id,
    label: row.label,
    handle: row.handle,
    state: row.state,
    lostReason: row.lost_reason,
    rule: PublishRule.parse(row.rule),
    prompt: row.prompt ?? undefined,
    takesCaptions: takesCaptions(row.platform as Platform, row.scopes),
    scopes: row.scopes,
    accessEndsAt: endOf(row),
    connectedAt: row.connected_at.toISOString(),
  })
}

/** Where access can be renewed at any time it never ends. */
function endOf({ platform, access_expires_at }: ShownRow): string | null {
  const { renewal } = definitionOf(platform as Platform).traits
  return renewal === 'any_time' ? null : (access_expires_at?.toISOString() ?? null)
}

/** Whether what was allowed is enough for tracks of captions; null where there are none. */
export function takesCaptions(platform: Platform, granted: readonly string[]): boolean | null {
  const { traits, captionsScope } = definitionOf(platform)
  if (traits.captions !== 'track') return null
  return captionsScope === null || granted.includes(captionsScope)
}

/** Throws when the person unticked something that we cannot work without, and says what. */
export function refuseMissingScopes(
  platform: Platform,
  wanted: readonly string[],
  granted: readonly string[],
): void {
  const missing = wanted.filter(scope => !granted.includes(scope))
  if (missing.length === 0) return
  const { name, scopes } = definitionOf(platform)
  const meanings = missing.map(scope => `${scopes[scope] ?? scope} (${scope})`).join(', ')
  throw new Fault(
    'invalid',
    `${name} did not give permission to: ${meanings}. ` +
      'Please connect again and leave every box ticked.',
  )
}

/** Which connection is meant; with several of a platform it has to be said. */
export function pickConnection<T extends ShownRow>(
  rows: readonly T[],
  platform: Platform,
  connectionId: string | undefined,
): T {
  if (connectionId !== undefined) {
    const row = rows.find(({ connection_id }) => connection_id === connectionId)
    if (row) return row
    throw new Fault('not_found')
  }
  const name = PLATFORM_NAMES[platform]
  const connected = rows.filter(({ state }) => state !== 'disconnected')
  const [only] = connected
  if (!only) throw new Fault('not_found', `No ${name} account is connected.`)
  if (connected.length === 1) return only
  const choices = connected.map(it => `${it.connection_id} (${it.handle ?? it.label})`).join(', ')
  throw new Fault(
    'conflict',
    `Several ${name} accounts are connected. Say which one with connectionId: ${choices}.`,
  )
}

/** Whether a token can be served as it is: it lasts, and is not in the last quarter of its life. */
export function isFresh(
  token: { obtainedAt: Date; expiresAt: Date },
  refreshEarlyMs: number,
  now: Date,
): boolean {
  const lifetimeMs = token.expiresAt.getTime() - token.obtainedAt.getTime()
  const earlyMs = Math.min(refreshEarlyMs, Math.max(0, lifetimeMs / 4))
  return token.expiresAt.getTime() - earlyMs > now.getTime()
}
