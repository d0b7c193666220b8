import type { Platform } from '@content/api/contract'
import { instagram } from './instagram/index.ts'
import { linkedin } from './linkedin/index.ts'
import type { PlatformLook } from './look.ts'
import { tiktok } from './tiktok/index.ts'
import { youtube } from './youtube/index.ts'

/** One line a platform: how it looks, and what its channels may be asked about. */
export const LOOKS: Record<Platform, PlatformLook> = {
  instagram,
  linkedin,
  tiktok,
  youtube,
}
