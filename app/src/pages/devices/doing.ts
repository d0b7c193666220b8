import type { OrderRow, WaitingRow } from '@content/api/contract'

/** What one computer is doing, as far as it told. */
export interface Doing {
  waiting: WaitingRow[]
  orders: OrderRow[]
  isPaused: boolean
}

/** Of everything that the workspace's computers told, what is about this one. */
export function doingOf(deviceId: string, waiting: WaitingRow[], orders: OrderRow[]): Doing {
  const own = waiting.filter(it => it.deviceId === deviceId)
  const asked = orders.filter(it => it.deviceId === deviceId)
  return { waiting: own, orders: asked, isPaused: isPaused(own, asked) }
}

// A computer without videos tells no pause; then the last of these orders says it.
function isPaused(waiting: WaitingRow[], orders: OrderRow[]): boolean {
  if (waiting.some(({ kind }) => kind === 'paused')) return true
  const last = orders.find(
    ({ state, wish }) => state === 'done' && (wish.kind === 'pause' || wish.kind === 'resume'),
  )
  if (last?.wish.kind !== 'pause' || waiting.length > 0) return false
  return last.wish.until === null || Date.parse(last.wish.until) > Date.now()
}
