import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { Wish } from '../../api/contract/index.ts'
import type { World } from './world/world.ts'

export interface ServerOrder {
  order_id: string
  seq: number
  sha256: string | null
  wish: Wish
  state: string
  reason: string | null
}

interface JournalAnswer {
  order_id: string
  state: string
  reason: string | null
}

interface Change {
  sha256: string
  field: string
  value: string | null
}

export interface Read {
  orders: ServerOrder[]
  answers: JournalAnswer[]
  /** What was changed in the journal, in the order of the changes. */
  changes: Change[]
  open: number
  /** How many answers the server has not heard. */
  untold: number
}

export interface Violation {
  order: string
  says: string
}

/** What server and journal say of all orders. */
export async function readOrders({
  database,
  home,
}: Pick<World, 'database' | 'home'>): Promise<Read> {
  const server = new Bun.SQL(database.url, { max: 1 })
  const db = new Database(join(home, 'journal.db'))
  try {
    db.run('pragma busy_timeout = 10000')
    const rows: (Omit<ServerOrder, 'wish'> & { wish: string })[] = await server`
      select order_id, seq, sha256, wish::text as wish, state, reason
      from device_order order by seq`
    const orders = rows.map(row => ({ ...row, wish: JSON.parse(row.wish) as Wish }))
    const all = <T>(text: string) => db.query<T, []>(text).all()
    const hasTrace = all(`select 1 from sqlite_schema where name = 'order_trace'`).length > 0
    return {
      orders,
      answers: all('select order_id, state, reason from device_order order by seq'),
      changes: hasTrace ? all('select sha256, field, value from order_trace order by n') : [],
      open: orders.filter(({ state }) => state === 'waiting' || state === 'accepted').length,
      untold: all('select 1 from device_order where is_told = 0').length,
    }
  } finally {
    db.close()
    await server.end()
  }
}

/** Everything that is not as it was ordered; nothing when each was done once or refused. */
export function compare(read: Read, accidents: readonly string[]): Violation[] {
  const answers = new Map(read.answers.map(it => [it.order_id, it]))
  const violations: Violation[] = accidents.map(says => ({ order: 'none', says }))
  for (const { order_id: order, state, reason } of read.orders) {
    const answer = answers.get(order)
    if (state !== 'done' && state !== 'refused') violations.push({ order, says: `is ${state}` })
    else if (answer?.state !== state) {
      violations.push({ order, says: `is ${state}, and the journal says ${answer?.state}` })
    }
    if (state === 'refused' && !reason) violations.push({ order, says: 'is refused without a why' })
  }
  return [...violations, ...outOfOrder(read)]
}

/** The changes of each video have to be those of its done orders: each once, in their order. */
function outOfOrder({ orders, changes }: Read): Violation[] {
  const about = orders.filter(it => it.sha256 !== null && it.state === 'done')
  const sha256s = new Set([...about, ...changes].map(it => it.sha256))
  return [...sha256s].flatMap(sha256 => {
    const wanted = about.filter(it => it.sha256 === sha256).map(({ wish }) => changeOf(wish))
    const made = changes.filter(it => it.sha256 === sha256).map(it => `${it.field} ${it.value}`)
    const at = wanted.findIndex((it, n) => it !== made[n])
    if (at < 0 && made.length === wanted.length) return []
    const place = at < 0 ? wanted.length : at
    const says = `change ${place} of ${sha256} is ${made[place]}, ordered was ${wanted[place]}`
    return [{ order: about[place]?.order_id ?? 'none', says }]
  })
}

function changeOf(wish: Wish): string {
  switch (wish.kind) {
    case 'schedule': {
      const { at } = wish
      return `schedule ${at && JSON.stringify({ wall: at.local, zone: at.timeZone })}`
    }
    case 'cover':
      return `cover_ms ${wish.atMs}`
    default:
      return `is_paused ${wish.kind === 'pause' ? 1 : 0}`
  }
}
