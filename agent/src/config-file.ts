import { PLATFORMS, Platform, Visibility } from '@content/api/contract'
import { z } from 'zod'
import { Pin, UpdateKey } from './lib/signed-pins.ts'

/** `config.json`, field by field, as the creator writes it. */

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

const isHttp = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
/** A web address of this very machine. */
export const isLoopback = (text: string) => isHttp(text) && LOOPBACK.has(new URL(text).hostname)
// A key that travels in clear text over a network is a key given away.
const isSafeBackend = (text: string) =>
  isLoopback(text) || (isHttp(text) && text.startsWith('https:'))

export const BackendUrl = z
  .string()
  .refine(isSafeBackend, 'has to be https, or http on this machine')
export const Folder = z.string().min(1, 'has to name a folder')
const Extension = z.string().regex(/^\.?[A-Za-z0-9]{1,10}$/, 'is not a file extension')

const Clock = /^([01]\d|2[0-3]):[0-5]\d$/
const Hours = z
  .string()
  .refine(text => text.split('-').length === 2 && text.split('-').every(at => Clock.test(at)), {
    error: 'has to look like 08:00-18:00',
  })

/** Handles, names or ids, as the creator calls their channels; which they are is asked later. */
const Channels = z.array(z.string().min(1).max(500)).min(1, 'has to name a channel')

/** One watched folder and what holds for the videos in it; what is left out holds as elsewhere. */
const FolderRules = z.strictObject({
  path: Folder,
  processed_dir: z.union([Folder, z.literal(''), z.null()]).optional(),
  platforms: z.array(Platform).min(1, 'has to name a platform').optional(),
  channels: Channels.optional(),
  visibility: Visibility.optional(),
  prompt: z.string().min(1).max(2000).optional(),
  subfolders: z.boolean().optional(),
  burn_captions: z.boolean().optional(),
  normalize_loudness: z.boolean().optional(),
  /** For network shares that send no events. */
  poll: z.boolean().optional(),
})
const WatchedFolder = FolderRules.refine(
  it => !(it.platforms && it.channels),
  'names platforms or channels, not both',
)
export type WatchedFolder = z.infer<typeof WatchedFolder>

const Switch = z.boolean().optional()
/** Whether videos go to a platform; absent: they do. */
export const uploadField = (platform: Platform) => `upload_to_${platform}` as const
export type UploadField = ReturnType<typeof uploadField>

/** One value for each of these fields. */
export const uploadFields = <T>(of: (platform: Platform) => T) =>
  // Safe cast: one field for each platform.
  Object.fromEntries(PLATFORMS.map(it => [uploadField(it), of(it)])) as Record<UploadField, T>

/** What we do not know is kept as it is. */
export const ConfigFile = z.looseObject({
  watch_dir: Folder.optional(),
  processed_dir: z.union([Folder, z.literal(''), z.null()]).optional(),
  video_extensions: z.array(Extension).min(1, 'has to name an extension').optional(),
  backend_api_url: BackendUrl.optional(),
  api_key: z.string().nullable().optional(),
  use_backend_api: z.boolean().optional(),
  ...uploadFields(() => Switch),
  /** Only these, whatever `upload_to_…` says. */
  channels: Channels.nullable().optional(),
  /** More folders beside `watch_dir`, each with rules of its own. */
  watch_folders: z.array(WatchedFolder).optional(),
  subfolders: z.boolean().optional(),
  burn_captions: z.boolean().optional(),
  normalize_loudness: z.boolean().optional(),
  hardware_encoding: z.boolean().optional(),
  desktop_notices: z.boolean().optional(),
  share_previews: z.boolean().optional(),
  tell_failures: z.boolean().optional(),
  poll: z.boolean().optional(),
  /** Megabits a second; without hours it always holds. */
  upload_limit_mbit: z.number().positive('has to be more than 0').nullable().optional(),
  upload_limit_hours: Hours.nullable().optional(),
  /** Asks once a day which version is out, and says so; nothing is taken by itself. */
  check_for_updates: z.boolean().optional(),
  /** For whoever builds their own: where their list of versions lies, and whose it is. */
  update_url: BackendUrl.nullable().optional(),
  update_keys: z.array(UpdateKey).nullable().optional(),
  /** Host name → the keys its certificate may have (SHA-256 of the SPKI). */
  pins: z.record(z.string(), z.array(Pin).min(1, 'has to name a key')).optional(),
  /** Whose signature under newer pins is obeyed. */
  pin_update_key: UpdateKey.nullable().optional(),
})
export type ConfigFile = z.infer<typeof ConfigFile>

/** Where stand-ins answer in the place of platforms. */
export type Origins = Partial<Record<Platform | 'openai', string>>

/** `name=origin` pairs, as the environment writes them. */
export function readOrigins(text: string, ctx: z.RefinementCtx): Origins {
  const origins: Origins = {}
  for (const pair of text.split(',').filter(Boolean)) {
    const [name = '', origin = ''] = pair.split('=', 2).map(part => part.trim())
    // The sandboxes are handed on as one list, and who pays how is no matter of the agent.
    if (name === 'stripe') continue
    const system = [...PLATFORMS, 'openai' as const].find(known => known === name)
    if (!system || !isLoopback(origin)) {
      ctx.addIssue('takes name=http://127.0.0.1:port pairs, on this machine only')
      return z.NEVER
    }
    origins[system] = new URL(origin).origin
  }
  return origins
}
