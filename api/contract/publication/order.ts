import { z } from 'zod'
import { Choice, Metadata } from '../platforms/index.ts'
import { StorableText } from '../text.ts'
import { isTimeZone } from '../time-zone.ts'
import { ResolvePublication, Sha256 } from './publication.ts'

/** A moment on the creator's own clock, so that it stays right when the clocks change. */
export const LocalTime = z.object({
  /** `2026-12-01T18:00` */
  local: z.iso.datetime({ local: true, precision: -1 }),
  timeZone: z.string().refine(isTimeZone, 'That is not a time zone like Europe/Berlin.'),
})
export type LocalTime = z.infer<typeof LocalTime>

const LONGEST_VIDEO_MS = 864_000_000

/** What a person wants of a device; each is what a command of the agent does there. */
export const Wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approve'), choice: Choice }),
  z.object({ kind: z.literal('editWords'), words: Metadata }),
  /** Null: as soon as it can. */
  z.object({ kind: z.literal('schedule'), at: LocalTime.nullable() }),
  z.object({ kind: z.literal('retry') }),
  z.object({ kind: z.literal('resolve'), saw: ResolvePublication.shape.saw }),
  /** `until` null: until it is resumed. */
  z.object({ kind: z.literal('pause'), until: z.iso.datetime().nullable() }),
  z.object({ kind: z.literal('resume') }),
  /** What is live by then stays; the rest is never published. */
  z.object({ kind: z.literal('cancel') }),
  /** From the start of the video; null: the usual picture. */
  z.object({
    kind: z.literal('cover'),
    atMs: z.number().int().min(0).max(LONGEST_VIDEO_MS).nullable(),
  }),
])
export type Wish = z.infer<typeof Wish>
export type WishKind = Wish['kind']

const WISH_KINDS = Wish.options.map(option => option.shape.kind.value)
export const OrderedKind = z.enum(WISH_KINDS)

const ORDER = {
  /** Made by whoever asks: the same again is the same order. */
  id: z.uuid(),
  /** The content; null: everything on the device. */
  sha256: Sha256.nullable().default(null),
  /** The channel; null: all that the video goes to. */
  connectionId: z.uuid().nullable().default(null),
  wish: Wish,
}

/** Asks a device to do something. Safe to repeat with the same id. */
export const GiveOrder = z.object({ ...ORDER, deviceId: z.uuid() })
export type GiveOrder = z.input<typeof GiveOrder>

/** An order as its device hears it; the numbers of a device's orders only grow. */
export const DeviceOrder = z.object({ ...ORDER, seq: z.number().int().min(1) })
export type DeviceOrder = z.infer<typeof DeviceOrder>

/** What a device needs in order to answer an order, even one that it does not understand. */
export const OrderName = DeviceOrder.pick({ id: true, seq: true })
export type OrderName = z.infer<typeof OrderName>

/**
 * `waiting`: the device has not heard it. `accepted`: it is at it. `refused`: it cannot be done,
 * or came too late; `reason` says why.
 */
export const OrderState = z.enum(['waiting', 'accepted', 'done', 'refused'])
export type OrderState = z.infer<typeof OrderState>

/** What a device says of an order; the same again is fine. */
export const AnswerOrder = z.discriminatedUnion('state', [
  z.object({ orderId: z.uuid(), state: z.literal('accepted') }),
  z.object({ orderId: z.uuid(), state: z.literal('done') }),
  z.object({
    orderId: z.uuid(),
    state: z.literal('refused'),
    reason: StorableText.min(1).max(500),
  }),
])
export type AnswerOrder = z.infer<typeof AnswerOrder>

export const OrderRow = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  deviceId: z.uuid(),
  deviceName: z.string(),
  /** Whether that computer is listening: it carries orders out at once. */
  isOnline: z.boolean(),
  sha256: z.string().nullable(),
  connectionId: z.uuid().nullable(),
  wish: Wish,
  state: OrderState,
  reason: z.string().nullable(),
  /** Null for somebody who was deleted. */
  madeBy: z.string().nullable(),
  madeAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>
