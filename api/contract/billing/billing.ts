import { z } from 'zod'
import { BillingInterval, PACK, PaidPlan, PlanName } from './plans.ts'

/** What a workspace pays for, as its people see it. */
export const Billing = z.object({
  /** Whether this server takes payments at all; when not, everybody stays on their plan. */
  isSetUp: z.boolean(),
  plan: PlanName,
  /** Stripe's word for the subscription (`trialing`, `active`, …); null = never had one. */
  status: z.string().nullable(),
  interval: BillingInterval.nullable(),
  periodEndsAt: z.iso.datetime().nullable(),
  trialEndsAt: z.iso.datetime().nullable(),
  /** What the plan becomes when the period ends, where that is another one. */
  nextPlan: PlanName.nullable(),
  nextInterval: BillingInterval.nullable(),
  /** When the subscription ends because somebody cancelled it. */
  cancelsAt: z.iso.datetime().nullable(),
  /** Until when the plan is kept though a payment failed. */
  graceUntil: z.iso.datetime().nullable(),
  /** Whether the first subscription would begin with a trial. */
  mayTry: z.boolean(),
  /** Whether there is a page at Stripe where cards and addresses are kept. */
  hasPortal: z.boolean(),
  pack: z.object({
    uploads: z.int(),
    cents: z.int(),
    /** Uploads bought for this month so far. */
    bought: z.int(),
  }),
})
export type Billing = z.infer<typeof Billing>

export const ChoosePlan = z.object({ plan: PaidPlan, interval: BillingInterval })
export type ChoosePlan = z.infer<typeof ChoosePlan>

export const BuyPacks = z.object({ packs: z.int().min(1).max(PACK.mostAtOnce) })
export type BuyPacks = z.infer<typeof BuyPacks>

/** A page at Stripe to send the person's browser to. */
export const PaymentPage = z.object({ url: z.url() })
export type PaymentPage = z.infer<typeof PaymentPage>

export const Invoice = z.object({
  id: z.string(),
  /** As printed on it; null while it is a draft. */
  number: z.string().nullable(),
  status: z.string(),
  amountCents: z.int(),
  currency: z.string(),
  createdAt: z.iso.datetime(),
  /** Stripe's page for it, and the file. */
  url: z.url().nullable(),
  pdfUrl: z.url().nullable(),
})
export type Invoice = z.infer<typeof Invoice>

export const ListInvoices = z.object({
  limit: z.int().min(1).max(100).default(24),
  /** The `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,100}$/)
    .optional(),
})
export const InvoicePage = z.object({ items: z.array(Invoice), nextCursor: z.string().nullable() })
export type InvoicePage = z.infer<typeof InvoicePage>
