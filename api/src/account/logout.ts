import type { SignedIn } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { closeSession } from './sessions.ts'

/** Ends the session that asks; a key or a token has none. */
export async function logout(ctx: SignedIn): Promise<{ ok: true }> {
  if (ctx.actor.kind !== 'session') throw new Fault('forbidden', 'Only a browser can sign out.')
  ctx.setHeader('Set-Cookie', await closeSession(ctx, ctx.actor.sessionHash))
  return { ok: true }
}
