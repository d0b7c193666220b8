import { runHot } from '@content/db'
import type { DeviceOrder, Wish } from '../../contract/index.ts'
import { batched } from '../lib/batch.ts'

interface Listener {
  workspaceId: string
  deviceId: string
  /** The number of the last order that it has in hand. */
  after: number
}

interface Row {
  n: number
  seq: number
  order_id: string
  sha256: string | null
  connection_id: string | null
  /** As it was given, maybe to a newer version; a device answers even what it cannot read. */
  wish: Wish
}

const MOST_AT_ONCE = 50

const OPEN_ORDERS = {
  name: 'open_orders',
  text: `
    select (asked.n - 1)::int as n, o.seq, o.order_id, o.sha256, o.connection_id, o.wish
    from unnest($1::uuid[], $2::uuid[], $3::int[])
      with ordinality as asked(workspace_id, device_id, after, n)
    cross join lateral (
      select seq, order_id, sha256, connection_id, wish from device_order
      where workspace_id = asked.workspace_id and device_id = asked.device_id
        and seq > asked.after and state in ('waiting', 'accepted')
      order by seq limit ${MOST_AT_ONCE}
    ) o
    order by asked.n, o.seq`,
}

/** The next open orders of each device, in their order. One question for all who ask. */
export const openOrders = batched<Listener, DeviceOrder[]>(async (db, asked) => {
  const values = [
    asked.map(it => it.workspaceId),
    asked.map(it => it.deviceId),
    asked.map(it => it.after),
  ]
  const found = asked.map((): DeviceOrder[] => [])
  for (const row of await runHot<Row>(db, OPEN_ORDERS, values)) {
    const { n, seq, order_id: id, sha256, connection_id: connectionId, wish } = row
    found[n]?.push({ id, seq, sha256, connectionId, wish })
  }
  return found
})
