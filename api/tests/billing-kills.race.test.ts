import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { HOUR_MS } from '../src/lib/time.ts'
import { START_MS } from './harness.ts'
import { chance, isLong, proved } from './long-run.ts'
import { unevenMonths } from './quota-books.ts'
import { booksOf } from './stripe/billing-life.ts'
import { deliver } from './stripe/stripe-messages.ts'
import type { StripeProxy } from './stripe/stripe-world.ts'
import { startWorld, stripeProxy } from './stripe/stripe-world.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: races need a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const KILLS = isLong ? 100 : 8
const LONGEST_MS = isLong ? HOUR_MS : 240_000
const SWEPT_WITHIN_MS = 60_000
const MAIN = join(import.meta.dir, '..', 'src', 'main.ts')

let folder: string
let database: TestDatabase
let world: Awaited<ReturnType<typeof startWorld>>
let proxy: StripeProxy

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-kills-'))
  database = await testDatabase()
  world = await startWorld()
  proxy = stripeProxy(world.origin)
  // Long enough that a kill may fall between the question and the writing down.
  proxy.holdBack = () => Bun.sleep(20)
}, START_MS)
afterAll(async () => {
  await proxy?.close()
  await world?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

interface Api {
  url: string
  kill(): Promise<void>
}

async function startMain(): Promise<Api> {
  const child = Bun.spawn([process.execPath, MAIN], {
    env: {
      ...{ PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: folder },
      ...{ DATABASE_URL: database.url ?? '', SANDBOX_ORIGINS: `stripe=${proxy.origin}` },
    },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  const decoder = new TextDecoder()
  let text = ''
  const reader = child.stdout.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    text += decoder.decode(value, { stream: true })
    const line = text.split('\n').find(it => it.includes('"message":"ready"'))
    if (line) {
      // Unread output would fill the pipe and stop the process.
      void drain(reader)
      return { url: JSON.parse(line).url, kill }
    }
    if (done) throw new Error(`never ready: ${text}`)
  }
}

async function drain(reader: { read(): Promise<{ done: boolean }> }): Promise<void> {
  while (!(await reader.read()).done);
}

async function customer() {
  const workspaceId = crypto.randomUUID()
  const { customerId } = await world.customer('pm_card_visa')
  const row = { workspace_id: workspaceId, name: 'Killed' }
  await database.db.insertInto('workspace').values(row).execute()
  const billing = { workspace_id: workspaceId, customer_id: customerId }
  await database.db.insertInto('billing').values(billing).execute()
  return { workspaceId, customerId }
}

/** Something that costs money and counts: a pack, and with it a bill that is paid. */
async function buyPack(customerId: string): Promise<void> {
  const [price] = await world.list('prices', { 'lookup_keys[0]': 'quota_pack' })
  const page = await world.post('checkout/sessions', {
    ...{ mode: 'payment', customer: customerId, success_url: 'https://studio.example/' },
    ...{ 'line_items[0][price]': price?.id ?? '', 'line_items[0][quantity]': 1 },
    ...{ 'metadata[uploads]': 25, 'invoice_creation[enabled]': 'true' },
  })
  await world.pay(page.id)
}

const openMessages = async () =>
  (
    await database.db
      .selectFrom('stripe_event')
      .select('event_id')
      .where('handled_at', 'is', null)
      .execute()
  ).length

test(
  `after ${KILLS} kills between receipt and commit nothing is lost and nothing doubled`,
  async () => {
    const random = chance()
    const { workspaceId, customerId } = await customer()
    const unanswered = new Map<string, object>()
    const acknowledged: string[] = []
    let known = 0
    let left = 0
    let api = await startMain()
    try {
      for (let round = 0; round <= KILLS; round++) {
        await buyPack(customerId)
        const events = await world.eventsOf(customerId)
        for (const event of events.slice(known)) unanswered.set(event.id, event)
        known = events.length
        const sendings = [...unanswered].map(async ([id, event]) => {
          // A reply that never came is no reply, and Stripe sends it again.
          const status = await deliver(api, event).catch(() => 0)
          if (status !== 200) return
          acknowledged.push(id)
          unanswered.delete(id)
        })
        if (round === KILLS) {
          await Promise.all(sendings)
          break
        }
        await Bun.sleep(random() * 120)
        await api.kill()
        await Promise.all(sendings)
        left += (await openMessages()) > 0 ? 1 : 0
        api = await startMain()
      }
      const until = performance.now() + SWEPT_WITHIN_MS
      while ((await openMessages()) > 0 && performance.now() < until) await Bun.sleep(50)
      expect(await openMessages()).toBe(0)
    } finally {
      await api.kill()
    }
    expect(unanswered.size).toBe(0)
    const kept = await database.db.selectFrom('stripe_event').select('event_id').execute()
    expect(kept.map(row => row.event_id).toSorted()).toEqual(acknowledged.toSorted())
    const books = await booksOf(database.db, workspaceId)
    expect(books.is.packs).toHaveLength(KILLS + 1)
    expect(books.is.receipts).toHaveLength(KILLS + 1)
    const usage = await database.db.selectFrom('quota_usage').select('extra').execute()
    expect(usage).toEqual([{ extra: 25 * (KILLS + 1) }])
    expect(await unevenMonths(database.db)).toEqual([])
    expect(left).toBeGreaterThan(0)
    proved(`billing: ${KILLS} kills, ${left} left messages undone, 0 lost, 0 doubled`)
  },
  LONGEST_MS,
)
