import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { sha256Hex } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import type { CustomerStanding, Payments, Subscription } from '../outside/payments.ts'
import type { Customer } from './billing.queries.ts'
import { billingOf, finishIntent, lockBilling, payerOf, saveCustomer } from './billing.queries.ts'
import { currentOf, isLive } from './billing.rules.ts'
import { writeStanding } from './write-standing.ts'

export interface Talk extends Customer {
  payments: Payments
  /** How things stood when the talk began. */
  standing: CustomerStanding
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
  return payments.inTurn(() =>
    inTx(ctx, async tx => {
      await lockBilling(tx.db, workspaceId)
      const { customerId, intents, hasHadTrial } = await customerOf(tx, payments)
      const standing = await payments.standing(customerId)
      const running = currentOf(standing.subscriptions.filter(isLive))
      const key = (verb: string, ...about: string[]) =>
        `${verb}:${sha256Hex(JSON.stringify([customerId, intents, ...about])).slice(0, 32)}`
      const facts = { workspaceId, customerId, payments, standing, running, hasHadTrial }
      const answer = await talk({ ...facts, key })
      const after = await payments.standing(customerId)
      await finishIntent(tx.db, workspaceId)
      await writeStanding(tx, workspaceId, after)
      return answer
    }),
  )
}

/** The workspace as Stripe knows it; made known to it the first time, or anew if it forgot. */
async function customerOf(ctx: ByPerson, payments: Payments) {
  const { workspaceId, personId } = ctx.actor
  const row = await billingOf(ctx.db, workspaceId)
  const known = row?.customer_id ?? null
  const facts = { intents: row?.intents ?? 0, hasHadTrial: row?.has_had_trial ?? false }
  if (known !== null && (await payments.knowsCustomer(known))) {
    return { ...facts, customerId: known }
  }
  const payer = await payerOf(ctx.db, workspaceId, personId)
  if (!payer) throw new Fault('not_found')
  const key = `customer:${workspaceId}:${known ?? 'first'}`
  const customerId = await payments.createCustomer({ workspaceId, ...payer }, key)
  await saveCustomer(ctx.db, { workspaceId, customerId })
  return { ...facts, customerId }
}
