import type { Platform } from '@content/api/contract'
import type { PlatformForm } from './form.ts'
import { instagram } from './instagram/index.tsx'
import { linkedin } from './linkedin/index.tsx'
import { tiktok } from './tiktok/index.ts'
import { youtube } from './youtube/index.tsx'

/** One line a platform: its sign, and what is asked there about one video. */
export const FORMS: Record<Platform, PlatformForm> = {
  instagram,
  linkedin,
  tiktok,
  youtube,
}
