import { OrderRow, OrderState, Wish } from '../../contract/index.ts'

export interface OrderRecord {
  order_id: string
  seq: number
  device_id: string
  device_name: string
  listening_until: Date | null
  sha256: string | null
  connection_id: string | null
  wish: unknown
  state: string
  reason: string | null
  made_by_name: string | null
  made_at: Date
  answered_at: Date | null
}

/** An order as people see it. */
export const asOrderRow = (row: OrderRecord, now: Date): OrderRow =>
  OrderRow.parse({
    id: row.order_id,
    seq: row.seq,
    deviceId: row.device_id,
    deviceName: row.device_name,
    isOnline: row.listening_until !== null && row.listening_until > now,
    sha256: row.sha256,
    connectionId: row.connection_id,
    wish: Wish.parse(row.wish),
    state: OrderState.parse(row.state),
    reason: row.reason,
    madeBy: row.made_by_name,
    madeAt: row.made_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  })

const ENDED: readonly string[] = ['done', 'refused']

/** What an answer does to an order that is in this state: the first ending holds. */
export function whatAnswerDoes(
  before: { state: string; reason: string | null },
  said: { state: string; reason: string | null },
): 'changes' | 'nothing' | 'contradicts' {
  if (before.state === said.state && before.reason === said.reason) return 'nothing'
  if (!ENDED.includes(before.state)) return 'changes'
  // Late news of an order that is over by now.
  return said.state === 'accepted' ? 'nothing' : 'contradicts'
}
