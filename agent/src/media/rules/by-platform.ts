import type { Platform } from '@content/api/contract'
import { instagram } from '../../platforms/instagram/media-rules.ts'
import { tiktok } from '../../platforms/tiktok/media-rules.ts'
import { youtube } from '../../platforms/youtube/media-rules.ts'
import type { Rules } from './rules.ts'

/** The rules each platform states for a video file. */
export const RULES: Readonly<Record<Platform, Rules>> = { youtube, instagram, tiktok }
