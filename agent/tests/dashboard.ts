import type { GiveOrder, OrderRow, WaitingRow, Wish } from '@content/api/contract'
import type { AppRouter } from '@content/api/router'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { openEvents } from '../../api/tests/event-stream.ts'

type Aim = Partial<Pick<GiveOrder, 'sha256' | 'connectionId'>>

/** The dashboard of one person, as far as it orders a device of theirs. */
export async function openDashboard(url: string, token: string, device?: string) {
  const headers = { authorization: `Bearer ${token}` }
  const api = createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${url}/trpc`, headers })],
  })
  const devices = await api.device.list.query()
  const deviceId = devices.find(it => !device || it.name === device)?.id ?? ''
  /** Asks anew at each change that the workspace hears of, until it fits. */
  const until = async <T>(ask: () => Promise<T>, fits: (it: T) => boolean): Promise<T> => {
    const stop = new AbortController()
    try {
      const changed = await openEvents({ url }, token, stop.signal)
      for (;;) {
        const it = await ask()
        if (fits(it)) return it
        await changed()
      }
    } finally {
      stop.abort()
    }
  }
  const orders = async () => (await api.order.list.query()).orders
  return {
    deviceId,
    give: (wish: Wish, aim: Aim = {}) =>
      api.order.give.mutate({ id: crypto.randomUUID(), deviceId, ...aim, wish }),
    /** Gives an order and waits until it has ended. */
    async order(wish: Wish, aim: Aim = {}): Promise<OrderRow> {
      const id = crypto.randomUUID()
      await api.order.give.mutate({ id, deviceId, ...aim, wish })
      const isOver = (it: OrderRow) => it.id === id && it.answeredAt !== null
      const all = await until(orders, rows => rows.some(isOver))
      const row = all.find(isOver)
      if (!row) throw new Error('unreachable')
      return row
    },
    waiting: (fits: (rows: WaitingRow[]) => boolean) =>
      until(async () => (await api.publication.waiting.query()).waiting, fits),
  }
}
