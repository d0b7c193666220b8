import type { Connection, Platform } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import type { Tokens } from '../outside/vault.ts'
import { forgetConnection, type SealedRow, sealedConnections } from './connection.queries.ts'
import { pickConnection, toConnection } from './connection.rules.ts'
import { isSignInShared } from './owner.queries.ts'

/** Takes our access back at the platform and forgets it here; doing it twice is fine. */
export async function disconnectConnection(
  ctx: ByPerson,
  wanted: { platform: Platform; connectionId?: string | undefined },
): Promise<Connection> {
  const { workspaceId } = ctx.actor
  const rows = await sealedConnections(ctx.db, workspaceId, wanted.platform)
  const picked = pickConnection(rows, wanted.platform, wanted.connectionId)
  if (picked.state === 'disconnected') return toConnection(picked)
  const { platform } = wanted
  const tokens = openOrNull(ctx, platform, picked)
  const key = { workspaceId, connectionId: picked.connection_id }
  const isShared = await isSignInShared(ctx.db, key)
  // One sign-in can cover several accounts; it is revoked with the last of them.
  if (tokens && !isShared) await revoke(ctx, platform, tokens)
  const forgotten = await inTx(ctx, async tx => {
    const row = await forgetConnection(tx.db, key)
    if (!row) throw new Fault('not_found')
    const [target, detail] = [`connection:${key.connectionId}`, { platform }]
    await writeAudit(tx, { action: 'sensitive_delete:connection', target, detail })
    return toConnection(row)
  })
  // The other one may have been taken away meanwhile, and have left this to us.
  if (tokens && isShared && !(await isSignInShared(ctx.db, key))) {
    await revoke(ctx, platform, tokens)
  }
  return forgotten
}

function openOrNull(ctx: ByPerson, platform: Platform, row: SealedRow): Tokens | null {
  if (row.sealed === null) return null
  const { workspace_id: workspaceId, connection_id: connectionId } = row
  try {
    return ctx.vault.open({ workspaceId, connectionId, platform }, row.sealed)
  } catch {
    return null // What cannot be opened can still be forgotten.
  }
}

/** The creator wants it gone: a platform that is away does not stop that. */
async function revoke(ctx: ByPerson, platform: Platform, tokens: Tokens): Promise<void> {
  try {
    await ctx.platforms.ours[platform].revoke(tokens)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    ctx.log.warn('a platform did not take its access back', { platform, reason: error.message })
  }
}
