import type { EventType } from './events.ts'

/** The events that a workspace may have sent to its own address (outgoing webhooks). */
export const WEBHOOK_EVENTS = [
  'publication.published',
  'publication.failed',
  'connection.lost',
  'quota.warning',
] as const satisfies readonly EventType[]
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
