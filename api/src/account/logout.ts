import type { BySession } from '../context.ts'
import { closeSession } from './sessions.ts'

/** Ends the session that asks. */
export async function logout(ctx: BySession): Promise<{ ok: true }> {
  ctx.setHeader('Set-Cookie', await closeSession(ctx, ctx.actor.sessionHash))
  return { ok: true }
}
