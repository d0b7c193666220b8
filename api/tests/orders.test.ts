import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import type { GiveOrder } from '../contract/index.ts'
import { sha256Hex } from '../src/lib/id.ts'
import { DAY_MS, MINUTE_MS } from '../src/lib/time.ts'
import { createLiveFeed, MOST_STREAMS } from '../src/outside/live-feed.ts'
import { createLog } from '../src/outside/log.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { openOrders } from './order-stream.ts'
import { words } from './publishing.ts'
import { problemOf } from './refusal.ts'

let api: TestApi
let aheadMs = 0
beforeAll(async () => {
  const log = createLog(() => undefined)
  api = await startApi({
    now: () => new Date(Date.now() + aheadMs),
    live: await createLiveFeed({ kind: 'memory' }, log, { beatMs: 50 }),
  })
}, START_MS)
afterAll(() => api.close())

/** Somebody with a video that waits for a look on their computer. */
async function waiting() {
  const ada = await api.creator({ plan: 'pro' })
  const tiktok = await api.connectionFor(ada, 'tiktok')
  const [device] = await ada.person.device.list.query()
  const sha256 = sha256Hex(crypto.randomUUID())
  const item = { sha256, fileName: 'a day out.mp4', connectionId: tiktok.id }
  await ada.key.publication.standing.mutate({ items: [{ ...item, kind: 'review' }] })
  const aim = { deviceId: device?.id ?? '', sha256, connectionId: tiktok.id }
  const order = (wish: GiveOrder['wish'], over: Partial<GiveOrder> = {}): GiveOrder => ({
    ...{ id: crypto.randomUUID(), ...aim, wish },
    ...over,
  })
  return { ada, aim, order, give: ada.person.order.give.mutate, tiktok }
}

const open = ({ apiKey }: Creator, after?: number) => openOrders(api, apiKey, after)

test('an order is heard at once by its device alone, and answered once', async () => {
  const { ada, order, give } = await waiting()
  await using stream = await open(ada)
  const wanted = order({ kind: 'editWords', words: words('tiktok') })
  const { order: given } = await give(wanted)
  expect(given).toMatchObject({ state: 'waiting', isOnline: true, seq: 1 })
  const heard = await stream.next()
  expect(heard).toMatchObject({ id: '1', order: { seq: 1, wish: wanted.wish } })
  const orderId = wanted.id
  await ada.key.order.answer.mutate({ orderId, state: 'accepted' })
  const done = { orderId, state: 'done' } as const
  await ada.key.order.answer.mutate(done)
  await ada.key.order.answer.mutate(done)
  const late = { orderId, state: 'refused', reason: 'Too late.' } as const
  expect(await problemOf(ada.key.order.answer.mutate(late))).toMatchObject({ code: 'conflict' })
  const { orders } = await ada.person.order.list.query()
  expect(orders).toMatchObject([{ id: orderId, state: 'done', reason: null }])
})

test('the same order twice is one, and something else under its id is refused', async () => {
  const { ada, order, give } = await waiting()
  const wanted = order({ kind: 'retry' })
  const first = await give(wanted)
  expect(await give(wanted)).toEqual(first)
  const other = give({ ...wanted, wish: { kind: 'cover', atMs: 1 }, connectionId: null })
  expect(await problemOf(other)).toMatchObject({ code: 'conflict' })
  const { lines } = await ada.person.audit.list.query({ limit: 200 })
  expect(lines.filter(({ action }) => action === 'sensitive_create:order')).toMatchObject([
    { target: `device:${wanted.deviceId}`, detail: { wish: 'retry' }, actor: { kind: 'jwt' } },
  ])
})

test('a stream goes on after the last number it is told, and knows nothing twice', async () => {
  const { ada, aim, order, give } = await waiting()
  const wishes = [1, 2, 3].map(atMs => order({ kind: 'cover', atMs }, { connectionId: null }))
  for (const wish of wishes) await give(wish)
  {
    await using stream = await open(ada)
    expect((await stream.next()).id).toBe('1')
    expect((await stream.next()).id).toBe('2')
  }
  await give(order({ kind: 'resume' }, { sha256: null, connectionId: null }))
  {
    await using stream = await open(ada, 2)
    expect((await stream.next()).id).toBe('3')
    expect((await stream.next()).id).toBe('4')
  }
  // Whoever remembers nothing hears all that is open, and nothing of what is answered.
  await ada.key.order.answer.mutate({ orderId: wishes[0]?.id ?? '', state: 'done' })
  await using stream = await open(ada)
  expect(await stream.next()).toMatchObject({ id: '2', order: { sha256: aim.sha256 } })
})

test('an order is heard though the news of it was lost', async () => {
  const { ada, order, aim } = await waiting()
  await using stream = await open(ada)
  const { id, wish } = order({ kind: 'retry' })
  await api.db
    .insertInto('device_order')
    .values({
      ...{ workspace_id: ada.workspaceId, device_id: aim.deviceId, seq: 1, order_id: id },
      ...{ wish: JSON.stringify(wish), made_at: new Date() },
    })
    .execute()
  expect((await stream.next()).id).toBe('1')
})

test('an order that this version cannot read is passed on, and holds up no other', async () => {
  const { ada, order, aim, give } = await waiting()
  const newer = { kind: 'dance', tempo: 'slow' }
  const {
    order: { id },
  } = await give(order({ kind: 'retry' }))
  await api.db
    .updateTable('device_order')
    .set({ wish: JSON.stringify(newer) })
    .where('workspace_id', '=', ada.workspaceId)
    .where('device_id', '=', aim.deviceId)
    .execute()
  await give(order({ kind: 'retry' }))
  await using stream = await open(ada)
  expect(await stream.next()).toMatchObject({ id: '1', order: { id, wish: newer } })
  expect(await stream.next()).toMatchObject({ id: '2', order: { wish: { kind: 'retry' } } })
  const { orders } = await ada.person.order.list.query()
  expect(orders.map(({ seq }) => seq)).toEqual([2])
})

test('a device hears again once orders can be read, however often it asked meanwhile', async () => {
  const { ada, order, give } = await waiting()
  await sql`alter table device_order rename to device_order_away`.execute(api.db)
  try {
    for (let tries = 0; tries < MOST_STREAMS; tries += 1) {
      await using stream = await open(ada)
      await expect(stream.next()).rejects.toThrow('the stream ended')
    }
  } finally {
    await sql`alter table device_order_away rename to device_order`.execute(api.db)
  }
  await give(order({ kind: 'retry' }))
  await using stream = await open(ada)
  expect((await stream.next()).id).toBe('1')
})

test('only editors may order, and nothing of another workspace is found', async () => {
  const { ada, order, give, aim } = await waiting()
  const { order: theirs, aim: others } = await waiting()
  const codeOf = async (wanted: GiveOrder) => (await problemOf(give(wanted)))?.code
  expect(await codeOf(order({ kind: 'retry' }, { deviceId: others.deviceId }))).toBe('not_found')
  expect(await codeOf(order({ kind: 'retry' }, { sha256: others.sha256 }))).toBe('not_found')
  const strange = order({ kind: 'retry' }, { connectionId: others.connectionId })
  expect(await codeOf(strange)).toBe('not_found')
  expect(await codeOf(theirs({ kind: 'retry' }))).toBe('not_found')
  const mine = order({ kind: 'retry' })
  await give(mine)
  const stranger = await api.creator()
  const answer = stranger.key.order.answer.mutate({ orderId: mine.id, state: 'done' })
  expect(await problemOf(answer)).toMatchObject({ code: 'not_found' })
  await api.db
    .updateTable('member')
    .set({ role: 'viewer' })
    .where('person_id', '=', ada.personId)
    .execute()
  expect(await codeOf(order({ kind: 'retry' }))).toBe('forbidden')
  const { orders } = await ada.person.order.list.query()
  expect(orders).toMatchObject([{ id: mine.id, deviceId: aim.deviceId, state: 'waiting' }])
})

test('what makes no sense is refused with a sentence', async () => {
  const { give, order } = await waiting()
  const says = async (wanted: GiveOrder) => (await problemOf(give(wanted)))?.detail
  expect(await says(order({ kind: 'pause', until: null }))).toContain('not asked of that')
  expect(await says(order({ kind: 'retry' }, { sha256: null }))).toContain('say which video')
  const until = new Date().toISOString()
  const pause = order({ kind: 'pause', until }, { connectionId: null })
  expect(await says(pause)).toContain('For a date')
})

test('a computer is online while it listens, and for a while when its line is cut', async () => {
  const { ada, aim, order, give } = await waiting()
  const isOnline = async () => (await ada.person.order.list.query()).orders[0]?.isOnline
  await give(order({ kind: 'retry' }))
  expect(await isOnline()).toBe(false)
  let leaving: Promise<void> | undefined
  {
    await using stream = await open(ada)
    await stream.next()
    expect(await isOnline()).toBe(true)
    leaving = heard(ada, aim.deviceId)
  }
  await leaving
  expect(await isOnline()).toBe(false)
  const { workspaceId } = ada
  const cut = {
    listening_by: crypto.randomUUID(),
    listening_until: new Date(Date.now() + MINUTE_MS),
  }
  await api.db.updateTable('device').set(cut).where('workspace_id', '=', workspaceId).execute()
  expect(await isOnline()).toBe(true)
  aheadMs = 2 * MINUTE_MS
  expect(await isOnline()).toBe(false)
  aheadMs = 0
})

test('what was answered long ago is in no list', async () => {
  const { ada, order, give } = await waiting()
  const old = order({ kind: 'retry' })
  await give(old)
  await ada.key.order.answer.mutate({ orderId: old.id, state: 'done' })
  await api.db
    .updateTable('device_order')
    .set({ answered_at: new Date(Date.now() - 2 * DAY_MS) })
    .where('order_id', '=', old.id)
    .execute()
  expect((await ada.person.order.list.query()).orders).toEqual([])
})

/** Until the dashboards of the workspace are told of this. */
async function heard({ workspaceId }: Creator, about: string): Promise<void> {
  const watching = { workspaceId, who: 'a test' }
  for await (const news of api.deps.shared.live.subscribe(watching, AbortSignal.timeout(5000))) {
    if (news === about) return
  }
  throw new Error('Nothing was told.')
}
