import { z } from 'zod'
import { PlanName, Platform, Role } from '../../contract/index.ts'

const name = z.string()
const link = z.url()
const minutes = z.number()
const at = z.iso.datetime()
const Payment = { amountCents: z.int(), currency: z.string().regex(/^[a-z]{3}$/i) }

/** One failure as the digest tells it. */
export const MailedFailure = z.object({
  ...{ fileName: z.string(), platform: Platform, label: z.string() },
  ...{ code: z.string(), reason: z.string(), whoCanFix: z.enum(['you', 'us', 'wait']) },
})
export type MailedFailure = z.infer<typeof MailedFailure>

/** One video as its digest tells it, with every place that the news is about. */
const MailedVideo = z.object({
  fileName: z.string(),
  places: z.array(z.object({ platform: Platform, label: z.string() })).min(1),
})
const Videos = { videos: z.array(MailedVideo).min(1), more: z.int() }
export type MailedVideo = z.infer<typeof MailedVideo>

/** Every mail there is, with what it needs to be written. */
export const MAILS = {
  verify: z.object({ name, minutes, link }),
  reset: z.object({ name, minutes, link }),
  /** To the new address: it counts only once its owner has pressed the link. */
  email_change: z.object({ name, minutes, link }),
  /** To the old address: it no longer signs anybody in. */
  email_changed: z.object({ name, newEmail: z.string(), at }),
  /** `ended`: what the change closed; a reset closes everything that is older. */
  password_changed: z.object({
    ...{ name, at },
    ended: z.enum(['sign_ins', 'everything']).default('sign_ins'),
  }),
  /** Somebody tried to sign up with an address that is this person's. */
  sign_up_tried: z.object({ name, at }),
  /** A key that lasts was made: in the dashboard, for a device, or by the one that it replaces. */
  key_made: z.object({
    ...{ name, at, address: z.string() },
    how: z.enum(['made', 'replaced', 'device', 'by_key']),
  }),
  /** What opened the account before its address was proven no longer does. */
  address_proven: z.object({ name, at }),
  /** How somebody signs in became safer, less safe, or has other ways in. */
  second_factor: z.object({ name, at, change: z.enum(['on', 'off', 'codes']) }),
  invite: z.object({ invitedBy: z.string(), workspace: z.string(), role: Role, minutes, link }),
  signed_in: z.object({ name, address: z.string(), browser: z.string(), at }),
  quota: z.object({ used: z.int(), limit: z.int(), percent: z.literal([80, 100]) }),
  publication_failed: z.object({ failures: z.array(MailedFailure).min(1), more: z.int() }),
  video_live: z.object(Videos),
  video_waiting: z.object({
    ...Videos,
    videos: z.array(MailedVideo.extend({ device: z.string() })).min(1),
  }),
  connection_lost: z.object({ platform: Platform, label: z.string(), reason: z.string() }),
  /** Access that nothing but its person can renew ends soon. */
  connection_ending: z.object({ platform: Platform, label: z.string(), at }),
  /** To whoever signed up and has published nothing yet: what stands between. */
  first_steps: z.object({ next: z.enum(['channel', 'video']) }),
  payment_failed: z.object({ ...Payment, graceUntil: at, attempt: z.int() }),
  receipt: z.object({ ...Payment, number: z.string().nullable(), url: z.string().nullable() }),
  plan_changed: z.object({ from: PlanName, to: PlanName }),
  export_ready: z.object({ exportId: z.string() }),
  deletion_planned: z.object({ name, at }),
  webhook_off: z.object({ host: z.string(), reason: z.string() }),
  /** To those who run the service. */
  operator_alert: z.object({ detail: z.string() }),
  account_deleted: z.object({ name }),
} as const

export type MailKind = keyof typeof MAILS
export type MailData<K extends MailKind> = z.infer<(typeof MAILS)[K]>
