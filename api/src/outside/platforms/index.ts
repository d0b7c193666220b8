import { forEachPlatform, PLATFORM_NAMES, type Platform } from '../../../contract/index.ts'
import { Fault } from '../../lib/fault.ts'
import { instagramAccess } from './instagram/access.ts'
import { linkedinAccess } from './linkedin/access.ts'
import type { PlatformAccess, RefreshAnswer } from './platform-access.ts'
import type { ClientSettings } from './settings.ts'
import { tiktokAccess } from './tiktok/access.ts'
import { youtubeAccess } from './youtube/access.ts'

/** One line a platform: how the server speaks to it. */
const ACCESS: Record<Platform, (client: ClientSettings) => PlatformAccess> = {
  instagram: instagramAccess,
  linkedin: linkedinAccess,
  tiktok: tiktokAccess,
  youtube: youtubeAccess,
}

/** How a platform is reached: the real one, a stand-in on one origin, or not at all. */
export type PlatformSettings =
  | { kind: 'real'; clientId: string; clientSecret: string }
  | { kind: 'sandbox'; origin: string; clientId: string; clientSecret: string }
  | { kind: 'off' }

/** Access to every platform; one that is not set up answers everything with `unavailable`. */
export function createPlatforms(
  settings: Record<Platform, PlatformSettings>,
  now: () => Date = () => new Date(),
): Record<Platform, PlatformAccess> {
  return forEachPlatform(platform => {
    const chosen = settings[platform]
    if (chosen.kind === 'off') return notSetUp(platform)
    const { clientId, clientSecret } = chosen
    const origin = chosen.kind === 'sandbox' ? new URL(chosen.origin).origin : null
    return withSafeRefresh(ACCESS[platform]({ clientId, clientSecret, origin, now }))
  })
}

export interface OwnClient {
  clientId: string
  clientSecret: string
}

/** A platform as reached through someone else's client, at the same place as ours. */
export function createPlatformThrough(
  settings: Record<Platform, PlatformSettings>,
  now: () => Date = () => new Date(),
): (platform: Platform, client: OwnClient) => PlatformAccess {
  return (platform, client) => {
    const chosen = settings[platform]
    const origin = chosen.kind === 'sandbox' ? new URL(chosen.origin).origin : null
    return withSafeRefresh(ACCESS[platform]({ ...client, origin, now }))
  }
}

/** No answer is no verdict: a refresh that could not be asked for is asked for later. */
function withSafeRefresh(access: PlatformAccess): PlatformAccess {
  return {
    ...access,
    refresh: (tokens, now) =>
      access.refresh(tokens, now).catch((error: unknown): RefreshAnswer => {
        if (error instanceof Fault) return { kind: 'later', reason: error.message }
        throw error
      }),
  }
}

function notSetUp(platform: Platform): PlatformAccess {
  const detail = `${PLATFORM_NAMES[platform]} is not set up on this server.`
  const refuse = () => {
    throw new Fault('unavailable', detail)
  }
  const refuseLater = async () => refuse()
  return {
    scopes: [],
    usesPkce: false,
    refreshEarlyMs: 0,
    authorizationUrl: refuse,
    exchange: refuseLater,
    accounts: refuseLater,
    refresh: async () => ({ kind: 'later', reason: `${platform} is not set up` }),
    // Nothing can be asked of the platform, and forgetting a connection must still work.
    revoke: async () => undefined,
    figures: refuseLater,
  }
}
