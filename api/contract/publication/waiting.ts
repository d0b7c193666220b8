import { z } from 'zod'
import { Platform } from '../platforms/index.ts'
import { StorableText } from '../text.ts'
import { Sha256 } from './publication.ts'

/** Why a video stands on a computer and is not being sent. */
export const WaitingKind = z.enum(['review', 'scheduled', 'paused', 'trouble'])
export type WaitingKind = z.infer<typeof WaitingKind>

const WaitingItem = z.object({
  sha256: Sha256,
  fileName: StorableText.min(1).max(1024),
  connectionId: z.uuid(),
  kind: WaitingKind,
  reason: StorableText.max(500).nullable().default(null),
  /** When it goes on by itself; null when a person has to do something. */
  until: z.iso.datetime().nullable().default(null),
})

/** Everything that waits on this device, first in line first; it replaces what was told before. */
export const TellWaiting = z.object({ items: z.array(WaitingItem).max(200) })
export type TellWaiting = z.input<typeof TellWaiting>

export const WaitingRow = z.object({
  /** Stays the same while this video waits for this channel on this device. */
  id: z.string(),
  deviceName: z.string(),
  fileName: z.string(),
  connectionId: z.uuid(),
  platform: Platform,
  label: z.string(),
  kind: WaitingKind,
  reason: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  toldAt: z.iso.datetime(),
})
export type WaitingRow = z.infer<typeof WaitingRow>
