import type { OrderRow, WaitingRow } from '@content/api/contract'

/** One content that waits for a yes, on every channel that it waits for. */
export interface Item {
  sha256: string
  rows: WaitingRow[]
}

const isAbout = (order: OrderRow, row: WaitingRow) =>
  order.wish.kind === 'approve' &&
  order.deviceId === row.deviceId &&
  order.sha256 === row.sha256 &&
  order.connectionId === row.connectionId

/** The newest yes to what waits there; orders come newest first. */
const approvalOf = (row: WaitingRow, orders: readonly OrderRow[]) =>
  orders.find(order => isAbout(order, row))

/** Whether somebody said yes, and it is open or was done since its computer told that it waits. */
export function isApproved(row: WaitingRow, orders: readonly OrderRow[]): boolean {
  const order = approvalOf(row, orders)
  if (!order || order.state === 'refused') return false
  return order.answeredAt === null || order.answeredAt >= row.toldAt
}

/** Why its computer could not do what was approved last; null when it could. */
export function whyRefused(row: WaitingRow, orders: readonly OrderRow[]): string | null {
  const order = approvalOf(row, orders)
  return order?.state === 'refused' ? order.reason : null
}

/** What waits for a yes, a content once, in the order in which its computers have it. */
export function itemsOf(rows: readonly WaitingRow[], isGone: (row: WaitingRow) => boolean): Item[] {
  const open = rows.filter(row => row.kind === 'review' && !isGone(row))
  return [...Map.groupBy(open, row => row.sha256)].map(([sha256, rows]) => ({ sha256, rows }))
}
