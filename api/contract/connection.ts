import { z } from 'zod'
import { Platform, PublishRule, traitsOf } from './platforms/index.ts'
import { StorableText } from './text.ts'

export const Connection = z.object({
  id: z.uuid(),
  platform: Platform,
  externalId: z.string(),
  /** The channel's or account's own name, shown before anything is published to it. */
  label: z.string(),
  handle: z.string().nullable(),
  state: z.enum(['live', 'lost', 'disconnected']),
  lostReason: z.string().nullable(),
  rule: PublishRule,
  /** The creator's wishes for the words on this channel, beside those of the workspace. */
  prompt: z.string().optional(),
  /** Whether tracks of captions may be added there; null: it has none, absent: not known. */
  takesCaptions: z.boolean().nullable().optional(),
  /** What the platform says it allowed us, by its own names. */
  scopes: z.array(z.string()).optional(),
  /** When access ends unless it is renewed before; null: it does not, absent: not known. */
  accessEndsAt: z.iso.datetime().nullable().optional(),
  connectedAt: z.iso.datetime(),
})
export type Connection = z.infer<typeof Connection>

/** So many days before access ends that only its person can renew, they are asked to. */
export const CONNECT_AGAIN_DAYS = 7
const DAY_MS = 24 * 3_600_000

/** Whether somebody has to connect this channel again soon, or its access ends. */
export const hasToBeRenewed = (it: Connection, nowMs: number): boolean =>
  it.state === 'live' &&
  traitsOf(it.platform).renewal === 'never' &&
  typeof it.accessEndsAt === 'string' &&
  Date.parse(it.accessEndsAt) - nowMs <= CONNECT_AGAIN_DAYS * DAY_MS

/** A cookie that holds, for a moment, the Problem for which a connection did not come about. */
export const CONNECT_REFUSED_COOKIE = 'connect_refused'

/** A short-lived access token for one connection; never written to disk by the agent. */
export const Grant = z.object({
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
  connection: Connection,
  /** Where a stand-in of this machine answers for the platform; null: the platform itself does. */
  sandboxOrigin: z.url().nullable(),
})
export type Grant = z.infer<typeof Grant>

export const SaveChannelPrompt = z.object({
  connectionId: z.uuid(),
  /** Null or empty: none. */
  prompt: StorableText.trim().max(2000).nullable(),
})
export type SaveChannelPrompt = z.infer<typeof SaveChannelPrompt>

export const StartConnection = z.object({
  platform: Platform,
  /** Whether to ask for what only tracks of captions need, too. */
  captions: z.boolean().default(false),
})
export type StartConnection = z.infer<typeof StartConnection>

export const FinishConnection = z.object({
  platform: Platform,
  code: z.string().min(1).max(4096),
  state: z.string().min(1).max(512),
})
