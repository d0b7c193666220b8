import type { Context } from '../context.ts'
import { expireHolds } from '../plan/quota.queries.ts'
import { giveBackUnsentTurns, leaveLines } from './turn/turn.queries.ts'
import { UNSENT_MS } from './turn/turn.rules.ts'

/** Gives back the uploads, and the places in a day's line, of devices that send nothing. */
export async function expireSilentHolds(ctx: Pick<Context, 'db' | 'now' | 'log'>): Promise<void> {
  const now = ctx.now()
  const expired = await untilNone(() => expireHolds(ctx.db, now))
  if (expired > 0) ctx.log.info('holds expired', { expired })
  const takenBy = new Date(now.getTime() - UNSENT_MS)
  const turns = await untilNone(() => giveBackUnsentTurns(ctx.db, takenBy))
  if (turns > 0) ctx.log.info('turns given back', { turns })
  await leaveLines(ctx.db, now)
}

/** What one workspace left behind does not make another's wait for the next minute. */
async function untilNone(some: () => Promise<number>): Promise<number> {
  let total = 0
  for (let count = await some(); count > 0; count = await some()) total += count
  return total
}
