import type { Context } from '../context.ts'
import { expireHolds } from '../workspace/quota.queries.ts'

/** Gives back the uploads of devices that went silent. */
export async function expireSilentHolds(ctx: Pick<Context, 'db' | 'now' | 'log'>): Promise<void> {
  const expired = await expireHolds(ctx.db, ctx.now())
  if (expired > 0) ctx.log.info('holds expired', { expired })
}
