import type { EventData, EventType, PlanName } from '../../contract/index.ts'
import { PlanName as AnyPlan } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import type { MailData, MailKind } from '../mail/mail-kinds.ts'
import { listRecipients, type Recipient, recipientById } from './recipients.queries.ts'

type Ctx = Pick<Context, 'db' | 'vault'>

export interface KnownEvent {
  workspace_id: string
  event_id: string
  type: EventType
  data: EventData<EventType>
}

/** Whose mail follows from an event: the people who look after the workspace, or one person. */
interface Plan<K extends MailKind> {
  kind: K
  data: (to: Recipient) => MailData<K>
  only?: string
}
type AnyPlanOf = { [K in MailKind]: Plan<K> }[MailKind]

/** Puts the mails that follow from an event in the box, one for each person. */
export async function mailEvent(ctx: Ctx, event: KnownEvent): Promise<void> {
  const plan = planOf(event)
  if (!plan) return
  for (const to of await recipientsOf(ctx, event, plan)) {
    await enqueueMail(ctx.db, ctx.vault, {
      personId: to.personId,
      workspaceId: event.workspace_id,
      kind: plan.kind,
      onceKey: `event ${event.event_id} ${to.personId}`,
      to: to.email,
      data: plan.data(to),
    })
  }
}

async function recipientsOf({ db }: Ctx, event: KnownEvent, plan: AnyPlanOf) {
  if (plan.only === undefined) return listRecipients(db, event.workspace_id, plan.kind)
  const person = await recipientById(db, event.workspace_id, plan.only)
  return person ? [person] : []
}

/** What nobody is mailed about as it happens. */
export const UNMAILED = [
  'publication.published',
  // Told together with others, by `tell-failures`.
  'publication.failed',
] as const satisfies readonly EventType[]

type PlanFor = { [T in EventType]: (data: EventData<T>) => AnyPlanOf | null }

const planOf = ({ type, data }: KnownEvent): AnyPlanOf | null =>
  // Safe: `data` was parsed by the schema of this very type.
  (PLANS[type] as (data: unknown) => AnyPlanOf | null)(data)

const silent = () => null

const PLANS: PlanFor & Record<(typeof UNMAILED)[number], typeof silent> = {
  'publication.published': silent,
  'publication.failed': silent,
  'connection.lost': ({ platform, label, reason }) => ({
    kind: 'connection_lost',
    data: () => ({ platform, label, reason }),
  }),
  'quota.warning': data => ({ kind: 'quota', data: () => data }),
  'account.signed_in': ({ personId, address, browser, at }) => ({
    kind: 'signed_in',
    only: personId,
    data: ({ name }) => ({ name, address, browser, at }),
  }),
  'payment.failed': ({ amountCents, currency, graceUntil, attempt }) => ({
    kind: 'payment_failed',
    data: () => ({ amountCents, currency, graceUntil, attempt }),
  }),
  'payment.received': ({ amountCents, currency, number, url }) => ({
    kind: 'receipt',
    data: () => ({ amountCents, currency, number, url }),
  }),
  'plan.changed': ({ from, to }) => ({
    kind: 'plan_changed',
    data: () => ({ from: plan(from), to: plan(to) }),
  }),
  'export.ready': ({ exportId, personId }) => ({
    kind: 'export_ready',
    only: personId,
    data: () => ({ exportId }),
  }),
}

const plan = (name: string): PlanName => AnyPlan.parse(name)
