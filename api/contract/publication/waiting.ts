import { z } from 'zod'
import { Metadata, Platform, PublishRule } from '../platforms/index.ts'
import { StorableText } from '../text.ts'
import { Sha256 } from './publication.ts'

/** Why a video stands on a computer and is not being sent. */
export const WaitingKind = z.enum(['review', 'scheduled', 'paused', 'trouble'])
export type WaitingKind = z.infer<typeof WaitingKind>

const Offered = z.union([
  z.boolean(),
  z.number(),
  StorableText.max(500),
  z.array(StorableText.max(100)).max(50),
])

/** What the platform lets this creator choose from, by its own names for it. */
export const PostingOffer = z
  .record(z.string().max(60), Offered)
  .refine(offer => Object.keys(offer).length <= 40, 'No platform offers that much.')
export type PostingOffer = z.infer<typeof PostingOffer>

/** What a person has to see in order to decide about it; an older agent tells none of it. */
const TO_DECIDE = {
  draft: Metadata.nullable().default(null),
  rule: PublishRule.nullable().default(null),
  options: PostingOffer.nullable().default(null),
  durationMs: z.number().int().min(0).max(864_000_000).nullable().default(null),
}

const WaitingItem = z.object({
  sha256: Sha256,
  fileName: StorableText.min(1).max(1024),
  connectionId: z.uuid(),
  kind: WaitingKind,
  reason: StorableText.max(500).nullable().default(null),
  /** What the platform or the agent called what is wrong; an older agent does not say. */
  code: StorableText.min(1).max(100).nullable().default(null),
  /** When it goes on: by itself, or after a yes; null: at once, or when a person did something. */
  until: z.iso.datetime().nullable().default(null),
  ...TO_DECIDE,
})

/** What a device tells of itself. */
const AboutDevice = z.object({
  version: StorableText.min(1).max(50),
  /** Those it watches, as their owner would write them. */
  folders: z.array(StorableText.min(1).max(1024)).max(50),
})
export type AboutDevice = z.infer<typeof AboutDevice>

/** Everything that waits on this device, first in line first; it replaces what was told before. */
export const TellWaiting = z.object({
  items: z.array(WaitingItem).max(200),
  /** Absent from an older agent. */
  device: AboutDevice.optional(),
})
export type TellWaiting = z.input<typeof TellWaiting>

export const WaitingRow = z.object({
  /** Stays the same while this video waits for this channel on this device. */
  id: z.string(),
  deviceId: z.uuid(),
  deviceName: z.string(),
  sha256: z.string(),
  fileName: z.string(),
  connectionId: z.uuid(),
  platform: Platform,
  label: z.string(),
  kind: WaitingKind,
  reason: z.string().nullable(),
  /** Null while nothing is wrong. */
  code: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  toldAt: z.iso.datetime(),
  /** Where small pictures of it are, in their order; none where they are not shared or not yet. */
  previews: z.array(z.string()),
  ...TO_DECIDE,
})
export type WaitingRow = z.infer<typeof WaitingRow>
