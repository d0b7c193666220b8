import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import type { CustomerState, Payments, Subscription } from '../outside/stripe/payments.ts'
import type { Customer } from './billing.queries.ts'
import { billingOf, finishIntent, lockBilling, payerOf, saveCustomer } from './billing.queries.ts'
import { currentOf, isLive } from './billing.rules.ts'
import { writeEntitlement } from './sync/write-entitlement.ts'

export interface Talk extends Customer {
  payments: Payments
  /** How things stood when the talk began. */
  customer: CustomerState
  /** The subscription that runs, if one does. */
  running: Subscription | null
  hasHadTrial: boolean
  /** Names one wish: the same after a crash, another once this one was finished. */
  key(verb: string, ...about: string[]): string
}

/** Payments, or a refusal where billing is not set up. */
export function requirePayments({ payments }: Pick<ByPerson, 'payments'>): Payments {
  if (payments) return payments
  throw new Fault('unavailable', 'Billing is not set up on this server.')
}

/**
 * Talks with Stripe about this workspace, one talk at a time, and writes down how things stand
 * after it. A crash in between repeats the same wish, which Stripe then knows by its key.
 */
export function withCustomer<T>(ctx: ByPerson, talk: (about: Talk) => Promise<T>): Promise<T> {
  const payments = requirePayments(ctx)
  const { workspaceId } = ctx.actor
  return payments.limited(async () => {
    await inTx(ctx, tx => makeKnown(tx, payments))
    try {
      return await inTx(ctx, tx => talkOnce(tx, { workspaceId, payments }, talk))
    } catch (error) {
      // For a day Stripe repeats a refusal to whoever asks with the same key.
      await finishIntent(ctx.db, workspaceId).catch(() => undefined)
      throw error
    }
  })
}

/** The same about the subscription that runs; without one nobody is made known to Stripe. */
export async function withSubscription<T>(
  ctx: ByPerson,
  refusal: string,
  talk: (about: Talk, running: Subscription) => Promise<T>,
): Promise<T> {
  requirePayments(ctx)
  const row = await billingOf(ctx.db, ctx.actor.workspaceId)
  if (!row?.customer_id) throw new Fault('conflict', refusal)
  return withCustomer(ctx, async about => {
    if (!about.running) throw new Fault('conflict', refusal)
    return talk(about, about.running)
  })
}

async function talkOnce<T>(
  tx: ByPerson,
  known: Pick<Talk, 'workspaceId' | 'payments'>,
  talk: (about: Talk) => Promise<T>,
): Promise<T> {
  const { workspaceId, payments } = known
  await lockBilling(tx.db, workspaceId)
  const row = await billingOf(tx.db, workspaceId)
  if (!row?.customer_id) throw new Fault('not_found')
  // Whoever was before us in the line may have made another one known.
  const { customer_id: customerId, intents, has_had_trial } = row
  const customer = await payments.customerState(customerId)
  const running = currentOf(customer.subscriptions.filter(isLive))
  const key = (verb: string, ...about: string[]) =>
    `${verb}:${sha256Hex(JSON.stringify([customerId, intents, ...about])).slice(0, 32)}`
  const facts = { workspaceId, customerId, payments, customer, running, key }
  const answer = await talk({ ...facts, hasHadTrial: has_had_trial === true })
  const after = await payments.customerState(customerId)
  await finishIntent(tx.db, workspaceId)
  await writeEntitlement(tx, workspaceId, after)
  return answer
}

/**
 * Makes the workspace known to Stripe the first time, or anew if it forgot. Committed before
 * anything is asked about it, so that nothing that fails later makes a second one.
 */
async function makeKnown(ctx: ByPerson, payments: Payments): Promise<void> {
  const { workspaceId, personId } = ctx.actor
  await lockBilling(ctx.db, workspaceId)
  const known = (await billingOf(ctx.db, workspaceId))?.customer_id ?? null
  if (known !== null && (await payments.knowsCustomer(known))) return
  const payer = await payerOf(ctx.db, workspaceId, personId)
  if (!payer) throw new Fault('not_found')
  // Other words are another wish: Stripe refuses one key with two contents for a day.
  const wish = JSON.stringify([known, personId, payer.name, payer.email])
  const key = `customer:${workspaceId}:${sha256Hex(wish).slice(0, 32)}`
  const customerId = await payments.createCustomer({ workspaceId, personId, ...payer }, key)
  await saveCustomer(ctx.db, { workspaceId, customerId })
}
