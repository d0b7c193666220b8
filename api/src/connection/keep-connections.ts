import type { Context } from '../context.ts'
import { type ConnectionKey, listIdleConnections } from './connection.queries.ts'

type Ctx = Pick<Context, 'db' | 'now'> & {
  /** Refreshes what is due; null when the connection has no token to give right now. */
  accessTokenFor: (connection: ConnectionKey) => Promise<string | null>
}

/** Renews the access of connections that nobody uses, before the platform lets it die of that. */
export async function keepConnections(ctx: Ctx, signal: AbortSignal): Promise<void> {
  for (const connection of await listIdleConnections(ctx.db, ctx.now())) {
    if (signal.aborted) return
    await ctx.accessTokenFor(connection)
  }
}
