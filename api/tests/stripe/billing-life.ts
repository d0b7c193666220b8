/** A paying customer's life at Stripe, step by step, and what it should have left in our books. */
import type { Db } from '@content/db'
import { z } from 'zod'
import { DAY_MS } from '../../src/lib/time.ts'
import type { TestApi } from '../harness.ts'
import type { World } from './stripe-world.ts'

const GOOD_CARD = 'pm_card_visa'
const BAD_CARD = 'pm_card_chargeCustomerFail'

export interface Life {
  world: World
  customerId: string
  clockId: string
  subscriptionId: string
  now: Date
}

export async function liveOn(world: World): Promise<Life> {
  const { customerId, clockId } = await world.customer(GOOD_CARD)
  return { world, customerId, clockId, subscriptionId: '', now: new Date() }
}

type Step = (life: Life) => Promise<void>

const go =
  (days: number): Step =>
  async life => {
    life.now = await life.world.goOn(life.clockId, days)
  }

async function priceOf({ world }: Life, key: string): Promise<string> {
  const [price] = await world.list('prices', { 'lookup_keys[0]': key })
  if (!price) throw new Error(`no price is named ${key}`)
  return price.id
}

const changed =
  (fields: Record<string, string>): Step =>
  async life => {
    await life.world.post(`subscriptions/${life.subscriptionId}`, fields)
  }

const moved =
  (key: string): Step =>
  async life => {
    const price = await priceOf(life, key)
    const found = Raw.parse(await life.world.get(`subscriptions/${life.subscriptionId}`))
    await changed({
      'items[0][id]': found.items.data[0]?.id ?? '',
      'items[0][price]': price,
      proration_behavior: 'always_invoice',
    })(life)
  }

const buyPack: Step = async life => {
  const page = await life.world.post('checkout/sessions', {
    ...{ mode: 'payment', customer: life.customerId, success_url: 'https://studio.example/' },
    ...{ 'line_items[0][price]': await priceOf(life, 'quota_pack'), 'line_items[0][quantity]': 1 },
    ...{ 'metadata[uploads]': 25, 'invoice_creation[enabled]': 'true' },
  })
  await life.world.pay(page.id)
}

/** The year that was paid ends, and so does all. */
export async function aYearGoesBy(life: Life): Promise<void> {
  // Half a year is the most that a clock may go at once.
  await go(200)(life)
  await go(170)(life)
}

/** What happens to somebody who pays, in an order in which it can. */
export const STEPS: Step[] = [
  async life => {
    const price = await priceOf(life, 'pro_month')
    const wanted = { customer: life.customerId, 'items[0][price]': price, trial_period_days: 14 }
    life.subscriptionId = (await life.world.post('subscriptions', wanted)).id
  },
  // The trial ends, and the first bill is paid.
  go(15),
  async life => {
    await life.world.useCard(life.customerId, BAD_CARD)
  },
  // The second one is not.
  go(31),
  // The time to pay runs out, while Stripe still tries.
  go(8),
  async life => {
    await life.world.useCard(life.customerId, GOOD_CARD)
    const owed = await life.world.list('invoices', { customer: life.customerId, status: 'open' })
    for (const { id } of owed) await life.world.post(`invoices/${id}/pay`)
  },
  buyPack,
  moved('enterprise_month'),
  changed({ cancel_at_period_end: 'true' }),
  changed({ cancel_at_period_end: 'false' }),
  moved('pro_year'),
  changed({ cancel_at_period_end: 'true' }),
  aYearGoesBy,
]

const Raw = z.object({
  ...{ id: z.string(), status: z.string(), cancel_at: z.number().nullable() },
  items: z.object({
    data: z.array(
      z.object({
        ...{ id: z.string(), current_period_end: z.number() },
        price: z.object({
          ...{ id: z.string(), lookup_key: z.string(), unit_amount: z.number() },
          recurring: z.object({ interval: z.string() }),
        }),
      }),
    ),
  }),
})
const RawInvoice = z.object({
  ...{ id: z.string(), status: z.string(), amount_paid: z.number(), attempt_count: z.number() },
  status_transitions: z.object({ finalized_at: z.number().nullable() }),
})

/** What our books must say, worked out here from Stripe's own words. */
export async function truthOf(world: World, life: Life) {
  const it = Raw.parse(await world.get(`subscriptions/${life.subscriptionId}`))
  const invoices = z
    .array(RawInvoice)
    .parse(await world.list('invoices', { customer: life.customerId }))
  const item = it.items.data[0]
  const owed = invoices.findLast(
    ({ status, attempt_count }) => status === 'open' && attempt_count > 0,
  )
  const dueAt = (owed?.status_transitions.finalized_at ?? 0) * 1000
  const isOver = it.status === 'past_due' && life.now.getTime() >= dueAt + 7 * DAY_MS
  const isPaidFor = ['active', 'trialing', 'past_due'].includes(it.status) && !isOver
  const paid = invoices.filter(({ status, amount_paid }) => status === 'paid' && amount_paid > 0)
  return {
    plan: isPaidFor ? (item?.price.lookup_key.split('_')[0] ?? '') : 'free',
    status: it.status,
    interval: item?.price.recurring.interval ?? '',
    periodEndsAt: (item?.current_period_end ?? 0) * 1000,
    cancelsAt: it.cancel_at === null || it.status === 'canceled' ? null : it.cancel_at * 1000,
    receipts: paid.map(({ id }) => id).toSorted(),
    packs: await paidPacks(world, life.customerId),
  }
}

async function paidPacks(world: World, customer: string): Promise<string[]> {
  const pages = await world.list('checkout/sessions', { customer, status: 'complete' })
  const paid = pages.filter(it => it.mode === 'payment' && it.payment_status === 'paid')
  return paid.map(it => `${String(it.payment_intent)}: 25`).toSorted()
}

/** What our books say, and whatever in them happened twice or follows from nothing. */
export async function booksOf(db: Db, workspaceId: string) {
  const row = await db
    .selectFrom('billing')
    .innerJoin('workspace', 'workspace.workspace_id', 'billing.workspace_id')
    .select(['workspace.plan', 'status', 'interval', 'period_ends_at', 'cancels_at'])
    .where('billing.workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const events = await db
    .selectFrom('event')
    .select(['type', 'data', 'once_key', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .execute()
  const packs = await db
    .selectFrom('quota_pack')
    .select(['payment_id', 'units'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const of = (type: string) => events.filter(event => event.type === type).map(event => event.data)
  const receipts = z
    .array(Bill)
    .parse(of('payment.received'))
    .map(bill => bill.invoiceId)
  const failures = z.array(Bill).parse(of('payment.failed'))
  const changes = z.array(Change).parse(of('plan.changed'))
  return {
    is: {
      plan: row.plan,
      status: row.status,
      interval: row.interval,
      periodEndsAt: row.period_ends_at?.getTime() ?? null,
      cancelsAt: row.cancels_at?.getTime() ?? null,
      receipts: receipts.toSorted(),
      packs: packs.map(it => `${it.payment_id}: ${it.units}`).toSorted(),
    },
    events: events.length,
    changes: changes.length,
    failures: failures.length,
    faults: [
      ...twice(receipts),
      ...twice(failures.map(({ invoiceId, attempt }) => `${invoiceId}:${attempt}`)),
      ...broken(changes, row.plan),
    ],
  }
}

const Bill = z.object({ invoiceId: z.string(), attempt: z.number().optional() })
const Change = z.object({ from: z.string(), to: z.string() })

const twice = (all: string[]) => all.filter((one, index) => all.indexOf(one) !== index)

/** Each change of plan begins where the one before it ended, and the last one ends here. */
function broken(changes: z.infer<typeof Change>[], plan: string): string[] {
  let at = 'free'
  const faults: string[] = []
  for (const { from, to } of changes) {
    if (from !== at || from === to) faults.push(`${from} to ${to} while on ${at}`)
    at = to
  }
  return at === plan ? faults : [...faults, `ended on ${at}, not ${plan}`]
}

/** Waits until nothing that came in is under way any more; what waits for a sweep stays open. */
export async function unfinished({ db, deps }: TestApi): Promise<{ open: number }> {
  const until = performance.now() + 60_000
  for (;;) {
    await deps.payments?.close()
    const { open } = await db
      .selectFrom('stripe_event')
      .select(eb => eb.fn.countAll<number>().as('open'))
      .where('handled_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (open === 0 || performance.now() > until) return { open }
    await Bun.sleep(2)
  }
}
