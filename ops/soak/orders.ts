import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { GiveOrder, Wish } from '../../api/contract/index.ts'
import { compare, readOrders, type Violation } from './orders-oracle.ts'
import { pick, seededRandom } from './random.ts'
import type { Clips } from './world/videos.ts'
import { dropVideo } from './world/videos.ts'
import type { World } from './world/world.ts'

export interface OrdersRun {
  orders: number
  kills: number
  seed: number
  clips: Clips
  /** How long it may take to come to rest, in milliseconds. */
  restMs: number
  signal: AbortSignal
}

export interface OrdersOutcome {
  orders: number
  done: number
  refused: number
  kills: Record<string, number>
  violations: Violation[]
}

const LOOK_EVERY_MS = 200
const VIDEOS = 3
/** A kill comes within so long after an order, so that each moment of it is met by chance. */
const LONGEST_FUSE_MS = 400

/** Gives order after order while agent, api and the line between them are killed. */
export async function runOrders(world: World, run: OrdersRun): Promise<OrdersOutcome> {
  const random = seededRandom(run.seed)
  const desk = await openDesk(world)
  // Held back as a whole, the videos are there to be ordered about until the end.
  await desk.give({ wish: { kind: 'pause', until: null } })
  await until(run, () => readOrders(world).then(({ open }) => open === 0))
  for (let n = 0; n < VIDEOS; n += 1) {
    await dropVideo(world, run.clips.clean, { name: `ordered-${n}`, padBytes: 1000 })
  }
  const sha256s = await waitingThere(world, desk, run)
  traceChanges(world.home)
  const killer = openKiller(world, random)
  const perKill = run.orders / run.kills
  for (let n = 0; n < run.orders && !run.signal.aborted; n += 1) {
    await desk.give({ sha256: pick(random, sha256s) ?? '', wish: wishOf(n, random) })
    if (Math.floor((n + 1) / perKill) > Math.floor(n / perKill)) {
      killer.soon(random() * LONGEST_FUSE_MS)
      // Now and then one after the other, so that what was begun meets what comes after.
      if (random() < 0.5) await killer.settled()
    }
  }
  await killer.settled()
  await until(run, async () => {
    const { open, untold } = await readOrders(world)
    return open === 0 && untold === 0
  }).catch(() => undefined)
  const read = await readOrders(world)
  return {
    orders: read.orders.length,
    done: read.orders.filter(it => it.state === 'done').length,
    refused: read.orders.filter(it => it.state === 'refused').length,
    kills: killer.kills,
    violations: compare(
      read,
      Object.values(world.victims).flatMap(it => it.accidents),
    ),
  }
}

/** Each wish has a value of its own, so that it can be told which one was done when. */
function wishOf(n: number, random: () => number): Wish {
  const local = (year: number) =>
    new Date(Date.UTC(year, 0, 1, 12, n)).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)
  const dated = (year: number): Wish => ({
    kind: 'schedule',
    at: { local: local(year), timeZone: 'Europe/Berlin' },
  })
  const wishes: Wish[] = [
    dated(2126),
    { kind: 'cover', atMs: n },
    { kind: 'pause', until: null },
    { kind: 'resume' },
    dated(2020),
  ]
  return pick(random, wishes) ?? { kind: 'resume' }
}

/** A person at the dashboard who asks again, with the same id, until the server has it. */
async function openDesk({ plain, creator }: World) {
  const call = async (path: string, body?: object) => {
    const answer = await fetch(`${plain.api.origin}/trpc/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await creator.token()}`,
      },
      ...(body && { body: JSON.stringify(body) }),
      keepalive: false,
      signal: AbortSignal.timeout(5000),
    })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text).result.data
    const isAway = answer.status >= 500 || answer.status === 429
    throw isAway ? new Error(text) : new Refused(`${path}: ${answer.status} ${text}`)
  }
  const devices: { id: string; name: string }[] = await call('device.list')
  // The agent's own device was there before the one that this person signs in with.
  const deviceId = devices[0]?.id ?? ''
  return {
    call,
    async give(order: Omit<GiveOrder, 'id' | 'deviceId'>): Promise<void> {
      const given = { id: crypto.randomUUID(), deviceId, ...order }
      for (;;) {
        try {
          await call('order.give', given)
          return
        } catch (error) {
          if (error instanceof Refused) throw error
          await Bun.sleep(LOOK_EVERY_MS)
        }
      }
    },
  }
}

class Refused extends Error {}

async function waitingThere(
  world: World,
  desk: Awaited<ReturnType<typeof openDesk>>,
  run: OrdersRun,
) {
  let found: string[] = []
  await until(run, async () => {
    const { waiting } = await desk.call('publication.waiting')
    found = [...new Set<string>(waiting.map((it: { sha256: string }) => it.sha256))]
    return found.length === VIDEOS && hasFacts(world.home)
  })
  return found
}

function inJournal<T>(home: string, work: (db: Database) => T): T {
  const db = new Database(join(home, 'journal.db'))
  try {
    db.run('pragma busy_timeout = 10000')
    return work(db)
  } finally {
    db.close()
  }
}

const hasFacts = (home: string) =>
  inJournal(home, db => db.query('select 1 from video where facts is null').get() === null)

/** Has the journal itself note each change that an order makes, in its order. */
const traceChanges = (home: string) =>
  inJournal(home, db => {
    db.run(`create table if not exists order_trace (
      n integer primary key, sha256 text not null, field text not null, value text) strict`)
    for (const field of ['schedule', 'cover_ms', 'is_paused']) {
      db.run(`create trigger if not exists trace_${field} after update of ${field} on video
        begin insert into order_trace (sha256, field, value)
          values (new.sha256, '${field}', cast(new.${field} as text)); end`)
    }
  })

/** Kills one after the other, as `kill -9` does; what was killed is started again at once. */
function openKiller({ victims, lines }: World, random: () => number) {
  const kills: Record<string, number> = { agent: 0, api: 0, network: 0 }
  let all = Promise.resolve()
  const killOne = async (fuseMs: number) => {
    await Bun.sleep(fuseMs)
    const who = pick(random, ['agent', 'agent', 'api', 'network'] as const) ?? 'agent'
    kills[who] = (kills[who] ?? 0) + 1
    if (who === 'network') return lines.api.cut()
    await victims[who].kill()
    if (who === 'agent') lines.api.orphan()
    await victims[who].start()
  }
  return {
    kills,
    soon(fuseMs: number): void {
      all = all.then(() => killOne(fuseMs))
    },
    settled: () => all,
  }
}

async function until({ restMs, signal }: OrdersRun, holds: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + restMs
  while (!signal.aborted) {
    if (await holds().catch(() => false)) return
    if (performance.now() > endsAt) throw new Error('It did not come to rest.')
    await Bun.sleep(LOOK_EVERY_MS)
  }
}

/** What a person reads at the end. */
export function ordersLines({ orders, done, refused, kills, violations }: OrdersOutcome): string[] {
  const killed = Object.entries(kills).map(([who, count]) => `${who} ${count}`)
  return [
    `${orders} orders: ${done} done, ${refused} refused; killed: ${killed.join(', ')}`,
    ...violations.map(({ order, says }) => `✗ ${order}: ${says}`),
    ...(violations.length === 0 ? ['✓ each done once or refused, in order'] : []),
  ]
}
