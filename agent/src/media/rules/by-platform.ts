import type { Platform } from '@content/api/contract'
import { instagram } from './instagram.ts'
import type { Rules } from './rules.ts'
import { tiktok } from './tiktok.ts'
import { youtube } from './youtube.ts'

/** The rules each platform states for a video file. */
export const RULES: Readonly<Record<Platform, Rules>> = { youtube, instagram, tiktok }
