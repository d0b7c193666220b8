import { OrderRow, OrderState, WISH_ABOUT, Wish } from '../../contract/index.ts'

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

interface Aim {
  sha256: string | null
  connectionId: string | null
  wish: Wish
}

/** Why this cannot be asked of what is meant, as a sentence; null when it can. */
export function whyAimless({ sha256, connectionId, wish }: Aim): string | null {
  const part = connectionId === null ? 'video' : 'channel'
  const aim = sha256 === null && connectionId === null ? 'device' : part
  const may: readonly string[] = WISH_ABOUT[wish.kind]
  if (!may.includes(aim) || (aim === 'channel' && sha256 === null)) {
    return 'This is not asked of that: say which video, which channel, or the whole computer.'
  }
  if (wish.kind === 'pause' && wish.until !== null && aim === 'video') {
    return 'One video is paused until you resume it. For a date, schedule it.'
  }
  return null
}
