import type { BillingInterval, InvoicePage, PaidPlan } from '../../../contract/index.ts'

/** Who takes payments for us. What is asked twice with one `key` happens once. */
export interface Payments {
  /** Real money, or Stripe's test mode. */
  isLive: boolean
  /** False for a moment after a silence, so that not everything that comes tries it anew. */
  isAnswering(): boolean
  /** Whether messages can be checked, so that they may be listened to at all. */
  hasInboxSecret: boolean
  /** The message in a request, if it is really theirs and of now; else a Fault. */
  readMessage(sent: SentMessage): Promise<Message>
  createCustomer(who: NewCustomer, key: string): Promise<string>
  /** Whether they still know the customer; somebody may have deleted them there. */
  knowsCustomer(customerId: string): Promise<boolean>
  /** Whom we last said that the customer is; null for one whom they forgot. */
  payer(customerId: string): Promise<Payer | null>
  changeEmail(customerId: string, email: string, key: string): Promise<void>
  /** Forgets the customer and ends what they pay for, at once. */
  dropCustomer(customerId: string, key: string): Promise<void>
  /** How things stand with a customer now; the only thing that decides about plans. */
  customerState(customerId: string): Promise<CustomerState>
  invoices(customerId: string, page: { limit: number; cursor?: string }): Promise<InvoicePage>
  openPages(customerId: string): Promise<OpenPage[]>
  closePage(pageId: string, key: string): Promise<void>
  beginSubscription(page: SubscriptionPage, key: string): Promise<string>
  beginPacks(page: PacksPage, key: string): Promise<string>
  beginPortal(customerId: string, returnUrl: string): Promise<Portal>
  /** Changes at once and takes back an end that was planned; paid at once, or nothing changes. */
  changeNow(subscription: Subscription, to: Choice, key: string): Promise<void>
  changeAtPeriodEnd(subscription: Subscription, to: Choice, key: string): Promise<void>
  /** Forgets a change that was to come at the period's end. */
  dropSchedule(scheduleId: string, key: string): Promise<void>
  /** Lets it end with the period that is paid for. */
  cancelAtPeriodEnd(subscription: Subscription, key: string): Promise<void>
  keepRunning(subscription: Subscription, key: string): Promise<void>
  /** Lets few at once hold a database connection while they wait for an answer. */
  limited<T>(talk: () => Promise<T>): Promise<T>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** `gone`: they do not know the customer any more. `unset`: nobody has set their page up yet. */
export type Portal = { kind: 'open'; url: string } | { kind: 'gone' } | { kind: 'unset' }

export interface Choice {
  plan: PaidPlan
  interval: BillingInterval
}

export interface SentMessage {
  raw: Uint8Array
  signature: string | null
  now: Date
}

/** What a message is trusted for: that something happened, and to whom. */
export interface Message {
  id: string
  type: string
  isLive: boolean
  createdAt: Date
  customerId: string | null
  body: string
}

export interface NewCustomer {
  workspaceId: string
  personId: string
  name: string
  email: string
}

interface Page {
  customerId: string
  workspaceId: string
  /** What the page is for; the same text means the same wish. */
  intent: string
  doneUrl: string
  backUrl: string
}
export type SubscriptionPage = Page & { choice: Choice; hasTrial: boolean }
export type PacksPage = Page & { packs: number }

export interface OpenPage {
  id: string
  intent: string
  url: string | null
}

export interface Subscription {
  id: string
  status: string
  itemId: string
  /** Null when its price is none of ours. */
  plan: PaidPlan | null
  interval: BillingInterval
  priceCents: number
  createdAt: Date
  periodStartsAt: Date
  periodEndsAt: Date
  hasHadTrial: boolean
  trialEndsAt: Date | null
  cancelsAt: Date | null
  /** Whether it ends with its period, rather than at an instant somebody chose. */
  cancelsWithPeriod: boolean
  scheduleId: string | null
  next: Choice | null
}

export interface PaidOrOwed {
  id: string
  subscriptionId: string | null
  state: 'paid' | 'owed'
  /** How often a payment was tried. */
  attempts: number
  amountCents: number
  currency: string
  number: string | null
  url: string | null
  /** Since when it is due. */
  dueAt: Date
  paidAt: Date | null
}

export interface CustomerState {
  /** Newest first; those that ended too. */
  subscriptions: Subscription[]
  /** The latest ones that were paid, or whose payment failed. */
  invoices: PaidOrOwed[]
  packs: PaidPack[]
}

/** A paid pack, named by its payment. */
export interface PaidPack {
  paymentId: string
  /** What was paid for, and how much of that still is. */
  uploads: number
  uploadsKept: number
  openedAt: Date
}

/** Whom a customer stands for, as we told Stripe. */
export interface Payer {
  personId: string | null
  email: string | null
}
