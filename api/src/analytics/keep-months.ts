import type { Context } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { DAY_MS } from '../lib/time.ts'
import { dropMonth, listMonths, makeMonth, monthAt } from './months.queries.ts'

/** How many months are made before they begin. */
const AHEAD = 2
/** Snapshots are kept this long (the privacy registry says the same); their days stay. */
const KEPT_DAYS = 90

/** Makes the months to come and lets go of those that are over; may stop anywhere. */
export async function keepMonths(
  ctx: Pick<Context, 'db' | 'now'>,
  signal?: AbortSignal,
): Promise<void> {
  const now = ctx.now()
  const known = await listMonths(ctx.db)
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const month = monthAt(now.getUTCFullYear(), now.getUTCMonth() + ahead)
    if (signal?.aborted) return
    if (!known.includes(month.name)) await inTx(ctx, ({ db }) => makeMonth(db, month))
  }
  const keptSince = now.getTime() - KEPT_DAYS * DAY_MS
  for (const name of known) {
    if (signal?.aborted) return
    const { to } = monthAt(Number(name.slice(1, 5)), Number(name.slice(5)) - 1)
    if (to.getTime() <= keptSince) await inTx(ctx, ({ db }) => dropMonth(db, { name }))
  }
}
