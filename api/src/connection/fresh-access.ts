import { PLATFORM_NAMES, Platform } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import type { Tokens } from '../outside/vault.ts'
import { type ConnectionKey, type SealedRow, sealedConnection } from './connection.queries.ts'
import { isFresh } from './connection.rules.ts'
import type { Claim } from './refresh.queries.ts'
import { claimRefresh } from './refresh.queries.ts'
import { type Refresher, refreshAccess } from './refresh-access.ts'

export interface Access {
  row: SealedRow
  tokens: Tokens
}

/** Longer than the slowest refresh; what a claim without a process's number is judged by. */
const CLAIM_MS = 150_000
const LOOKS = 60
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 250
/** A token with less than this left would end on its way to the platform. */
const USABLE_MS = 30_000

/** Which connection, and the SHA-256 of a token that the platform refused although it lasts. */
export type Wanted = ConnectionKey & { refused?: string | undefined }

/** An access token that lasts; among any number of callers and processes, one refreshes it. */
export async function freshAccess(ctx: Refresher, { refused, ...key }: Wanted): Promise<Access> {
  for (let look = 0; look < LOOKS; look++) {
    const { row, tokens } = await usable(ctx, key)
    const now = ctx.now()
    const { refreshEarlyMs } = ctx.platforms.ours[Platform.parse(row.platform)]
    const isRefused = refused !== undefined && sha256Hex(tokens.accessToken) === refused
    if (!isRefused && isFresh(lifeOf(row, tokens), refreshEarlyMs, now)) return { row, tokens }
    if (row.retry_after && row.retry_after > now)
      return lastingOr503({ row, tokens }, { now, isRefused })
    if (await refreshed(ctx, { row, tokens, key })) return usable(ctx, key)
    await pause(Math.min(FIRST_PAUSE_MS * 2 ** look, LONGEST_PAUSE_MS))
  }
  return lastingOr503(await usable(ctx, key), { now: ctx.now(), isRefused: refused !== undefined })
}

/** Refreshes when nobody else does; says whether new tokens are in the row. */
async function refreshed(ctx: Refresher, { row, tokens, key }: Access & { key: ConnectionKey }) {
  const { inHand, locks } = ctx.shared.presence
  const number = await ctx.shared.presence.number()
  if (inHand.has(key.connectionId)) return false
  inHand.add(key.connectionId)
  try {
    const now = ctx.now()
    const until = new Date(now.getTime() + CLAIM_MS)
    const by = number === null ? null : { locks, number }
    const claim: Claim = { ...key, version: row.version, until, by }
    const isOurs = await claimRefresh(ctx.db, claim, now)
    return isOurs && (await refreshAccess(ctx, { row, tokens, claim }))
  } finally {
    inHand.delete(key.connectionId)
  }
}

async function usable(ctx: Refresher, key: ConnectionKey): Promise<Access> {
  const row = await sealedConnection(ctx.db, key)
  if (row?.state === 'lost') throw new Fault('connection_lost', row.lost_reason ?? undefined)
  if (row?.state !== 'live' || row.sealed === null) throw new Fault('not_found')
  const owner = { ...key, platform: Platform.parse(row.platform) }
  return { row, tokens: ctx.vault.open(owner, row.sealed) }
}

/** The row may say that the token ends earlier than it was promised, never later. */
const lifeOf = ({ access_expires_at: known }: SealedRow, tokens: Tokens) => {
  const promised = new Date(tokens.accessExpiresAt)
  const expiresAt = known && known < promised ? known : promised
  return { obtainedAt: new Date(tokens.obtainedAt), expiresAt }
}

/** When it cannot be refreshed now, a token that still works is better than none. */
function lastingOr503(
  { row, tokens }: Access,
  { now, isRefused }: { now: Date; isRefused: boolean },
): Access {
  const { expiresAt } = lifeOf(row, tokens)
  const isUsable = !isRefused && expiresAt.getTime() - USABLE_MS > now.getTime()
  if (isUsable) return { row, tokens }
  const waitMs = (row.retry_after ?? row.refreshing_until ?? now).getTime() - now.getTime()
  const name = PLATFORM_NAMES[Platform.parse(row.platform)]
  throw new Fault('unavailable', `${name} does not renew the access just now.`, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  })
}

const pause = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds))
