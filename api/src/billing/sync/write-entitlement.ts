import type { PlanName } from '../../../contract/index.ts'
import { PLANS } from '../../../contract/index.ts'
import type { AuditCtx } from '../../audit/audit.queries.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../event/event.queries.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { CustomerState, PaidOrOwed, PaidPack } from '../../outside/stripe/payments.ts'
import { periodOf } from '../../plan/quota.rules.ts'
import {
  billingOf,
  creditPack,
  insertPlanChange,
  lockPlan,
  saveEntitlement,
  setPlan,
  takeBackPack,
} from '../billing.queries.ts'
import type { Entitlement } from '../billing.rules.ts'
import { entitlementOf, isLive } from '../billing.rules.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'log'> & AuditCtx

/** Makes ours what Stripe's is; inside the lock under which it was asked. Twice changes nothing. */
export async function writeEntitlement(
  ctx: Ctx,
  workspaceId: string,
  found: CustomerState,
): Promise<void> {
  const { db, log } = ctx
  const before = await billingOf(db, workspaceId)
  if (!before) return
  const now = ctx.now()
  const hadSubscription = before.subscription_id !== null
  const entitlement = entitlementOf(found, { hadSubscription, now })
  const hasHadTrial = entitlement.hasHadTrial || before.has_had_trial === true
  if (found.subscriptions.filter(isLive).length > 1) {
    log.error('a customer pays for two subscriptions', { workspaceId })
  }
  const changed = await changePlan(ctx, {
    workspaceId,
    entitlement,
    centsBefore: before.monthly_cents ?? 0,
  })
  await saveEntitlement(db, workspaceId, { ...entitlement, hasHadTrial, now })
  await writePacks(ctx, workspaceId, found.packs)
  for (const invoice of found.invoices) {
    await recordInvoiceNews(ctx, { workspaceId, invoice, entitlement })
  }
  if (changed === null) return
  const action = 'privilege_permissions_changed:plan'
  await writeAudit(ctx, { action, workspaceId, detail: changed })
}

/** Uploads that were paid count; of those that were paid back, whatever is not used yet goes. */
async function writePacks({ db, now }: Ctx, workspaceId: string, packs: PaidPack[]): Promise<void> {
  for (const { paymentId, uploads: units, openedAt } of packs) {
    const at = now()
    if (!isNews(openedAt, at)) continue
    await creditPack(db, { workspaceId, paymentId, units, period: periodOf(at), now: at })
  }
  const plan = await lockPlan(db, workspaceId)
  if (plan === undefined) return
  const limit = PLANS[plan].uploadsPerMonth
  for (const { paymentId, uploads, uploadsKept: kept } of packs) {
    if (kept < uploads) await takeBackPack(db, { workspaceId, paymentId, kept, limit })
  }
}

interface Change {
  workspaceId: string
  entitlement: Entitlement
  centsBefore: number
}

async function changePlan(
  { db, now }: Ctx,
  { workspaceId, entitlement, centsBefore }: Change,
): Promise<{ before: PlanName; after: PlanName } | null> {
  const { plan: to, monthlyCents } = entitlement
  const from = await lockPlan(db, workspaceId)
  if (to === null || from === undefined) return null
  if (to !== from || monthlyCents !== centsBefore) {
    await insertPlanChange(db, { workspaceId, from, to, monthlyCents, now: now() })
  }
  if (to === from) return null
  await setPlan(db, workspaceId, to)
  await recordEvent(db, { workspaceId, type: 'plan.changed', data: { from, to } })
  return { before: from, after: to }
}

interface InvoiceNews {
  workspaceId: string
  invoice: PaidOrOwed
  entitlement: Entitlement
}

/** Shorter than events and packs are kept: what was done and then forgotten is not done again. */
const NEWS_MS = 60 * DAY_MS
const isNews = (at: Date, now: Date) => now.getTime() - at.getTime() <= NEWS_MS

/** A receipt once per invoice; a failed payment once per attempt, while it still holds. */
async function recordInvoiceNews(
  { db, now }: Ctx,
  { workspaceId, invoice, entitlement }: InvoiceNews,
): Promise<void> {
  const { id: invoiceId, amountCents, currency, number, url, attempts: attempt } = invoice
  const bill = { invoiceId, amountCents, currency }
  if (invoice.state === 'paid') {
    if (!isNews(invoice.paidAt ?? invoice.dueAt, now())) return
    const type = 'payment.received'
    const data = { ...bill, number, url }
    await recordEvent(db, { workspaceId, type, data, onceKey: `${type}:${invoiceId}` })
    return
  }
  const { graceUntil, owed } = entitlement
  if (!graceUntil || owed?.id !== invoiceId) return
  const type = 'payment.failed'
  const data = { ...bill, graceUntil: graceUntil.toISOString(), attempt }
  await recordEvent(db, { workspaceId, type, data, onceKey: `${type}:${invoiceId}:${attempt}` })
}
