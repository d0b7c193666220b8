import { forEachPlatform, type Platform } from '@content/api/contract'
import { type Hosts, hostsFrom } from './hosts.ts'
import { instagram } from './instagram/index.ts'
import { linkedin } from './linkedin/index.ts'
import type { PlatformClient } from './platform.ts'
import { tiktok } from './tiktok/index.ts'
import { youtube } from './youtube/index.ts'

/** One line a platform: how the agent publishes there. */
const CLIENTS: Record<Platform, PlatformClient> = {
  instagram,
  linkedin,
  tiktok,
  youtube,
}

export const clientOf = (platform: Platform): PlatformClient => CLIENTS[platform]

/** May this be published now, and under which terms? No other place answers that. */
export const consentFor: PlatformClient['consent'] = (rule, choice, options) =>
  CLIENTS[rule.platform].consent(rule, choice, options)

/** The real hosts, or the sandbox's origin when one is given. */
export const hostsOf = (platform: Platform, sandboxOrigin: string | undefined): Hosts =>
  hostsFrom(CLIENTS[platform].hosts, sandboxOrigin)

/** What each platform states for a video file. */
export const MEDIA_RULES = forEachPlatform(platform => CLIENTS[platform].mediaRules)
