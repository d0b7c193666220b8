import type { Grant, Platform } from '../../contract/index.ts'
import type { ByKey } from '../context.ts'
import { sealedConnections } from './connection.queries.ts'
import { pickConnection, toConnection } from './connection.rules.ts'
import { freshAccess } from './fresh-access.ts'

/** Hands a device a short-lived access token for one connection. */
export async function grantAccess(
  ctx: ByKey,
  wanted: { platform: Platform; connectionId?: string | undefined; refused?: string | undefined },
): Promise<Grant> {
  const { workspaceId } = ctx.actor
  const rows = await sealedConnections(ctx.db, workspaceId, wanted.platform)
  const picked = pickConnection(rows, wanted.platform, wanted.connectionId)
  const { row, tokens } = await freshAccess(ctx, {
    workspaceId,
    connectionId: picked.connection_id,
    refused: wanted.refused,
  })
  ctx.setHeader('Cache-Control', 'no-store')
  return {
    accessToken: tokens.accessToken,
    expiresAt: tokens.accessExpiresAt,
    connection: toConnection(row),
  }
}
