import { z } from 'zod'
import { WEBHOOK_EVENTS } from './webhook-events.ts'

export const WEBHOOKS_MAX = 10
/** How long the older secret signs beside a new one. */
export const SECRET_OVERLAP_HOURS = 24

const WebhookEvents = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1, 'Please choose at least one event.')
  .max(20)
  .transform(events => [...new Set(events)])

/** The address is judged on the server, which knows where it may not lead. */
const Url = z.string().min(1).max(2000)

export const CreateWebhook = z.object({ url: Url, events: WebhookEvents })
export type CreateWebhook = z.infer<typeof CreateWebhook>

export const WebhookId = z.object({ webhookId: z.uuid() })

export const SaveWebhook = WebhookId.extend({
  url: Url.optional(),
  events: WebhookEvents.optional(),
  isOn: z.boolean().optional(),
})
export type SaveWebhook = z.infer<typeof SaveWebhook>

export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  isOn: z.boolean(),
  /** Why it was switched off, when it was not a person. */
  offReason: z.string().nullable(),
  /** Since when nothing has arrived. */
  failingSince: z.iso.datetime().nullable(),
  /** Until when an older secret signs as well. */
  olderSecretUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Webhook = z.infer<typeof Webhook>

/** The secret is shown this once. */
export const WebhookWithSecret = z.object({ webhook: Webhook, secret: z.string() })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

export const DeliveryState = z.enum(['waiting', 'delivered', 'given_up'])

export const Delivery = z.object({
  id: z.uuid(),
  /** The `webhook-id` header: the same however often it is sent. */
  messageId: z.string(),
  type: z.string(),
  state: DeliveryState,
  attempts: z.int(),
  lastStatus: z.int().nullable(),
  lastReason: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  body: z.string(),
})
export type Delivery = z.infer<typeof Delivery>

export const ListDeliveries = WebhookId.extend({
  /** The `nextCursor` of the page before. */
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(100).default(25),
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const Deliveries = z.object({
  deliveries: z.array(Delivery),
  nextCursor: z.string().nullable(),
})
export type Deliveries = z.infer<typeof Deliveries>

export const ResendDelivery = WebhookId.extend({ deliveryId: z.uuid() })
export type ResendDelivery = z.infer<typeof ResendDelivery>
