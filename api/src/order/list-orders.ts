import { type OrderRow, Wish } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { DAY_MS } from '../lib/time.ts'
import { recentOrders } from './order.queries.ts'
import { asOrderRow } from './order.rules.ts'

/** What devices were asked for and is open, or was answered in the last day; newest first. */
export async function listOrders({ db, actor, now }: SignedIn): Promise<OrderRow[]> {
  const at = now()
  const since = new Date(at.getTime() - DAY_MS)
  const rows = await recentOrders(db, actor.workspaceId, since)
  // What a newer version was asked for is not for this one to show.
  const readable = rows.filter(({ wish }) => Wish.safeParse(wish).success)
  return readable.map(row => asOrderRow(row, at))
}
