import { z } from 'zod'
import { Platform } from './platforms/index.ts'

const Channel = { platform: Platform, label: z.string() }

/** What can happen in a workspace that somebody outside wants to hear of. */
export const EVENTS = {
  'publication.published': z.object({
    ...{ publicationId: z.uuid(), videoId: z.uuid(), fileName: z.string(), ...Channel },
    url: z.string().nullable(),
  }),
  'publication.failed': z.object({
    ...{ publicationId: z.uuid(), videoId: z.uuid(), fileName: z.string(), ...Channel },
    ...{ code: z.string(), reason: z.string(), whoCanFix: z.enum(['you', 'us', 'wait']) },
  }),
  'connection.lost': z.object({ connectionId: z.uuid(), reason: z.string(), ...Channel }),
  'quota.warning': z.object({ used: z.int(), limit: z.int(), percent: z.literal([80, 100]) }),
  'account.signed_in': z.object({
    ...{ personId: z.uuid(), address: z.string(), browser: z.string(), at: z.iso.datetime() },
  }),
  'payment.failed': z.object({
    ...{ invoiceId: z.string(), amountCents: z.int(), currency: z.string() },
    ...{ graceUntil: z.iso.datetime(), attempt: z.int() },
  }),
  'payment.received': z.object({
    ...{ invoiceId: z.string(), amountCents: z.int(), currency: z.string() },
    ...{ number: z.string().nullable(), url: z.string().nullable() },
  }),
  'plan.changed': z.object({ from: z.string(), to: z.string() }),
  'export.ready': z.object({ exportId: z.uuid(), personId: z.uuid() }),
} as const

export type EventType = keyof typeof EVENTS
export type EventData<T extends EventType> = z.infer<(typeof EVENTS)[T]>
