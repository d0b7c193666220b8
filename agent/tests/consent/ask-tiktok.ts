import type { TikTokChoice } from '@content/api/contract/platforms/tiktok'
import { Setback } from '../../src/lib/step-error.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { openWire } from '../../src/platforms/http.ts'
import { hostsOf } from '../../src/platforms/index.ts'
import { openPace } from '../../src/platforms/pace/pace.ts'
import { isStanding, type Job } from '../../src/platforms/platform.ts'
import { isRefusedToken } from '../../src/platforms/tiktok/answers.ts'
import type { TikTokTerms } from '../../src/platforms/tiktok/consent.ts'
import { tiktokVerbs } from '../../src/platforms/tiktok/verbs.ts'

/** `begun`, or where it stands and the sentence for the creator. */
export type Asked = (choice: TikTokChoice, durationMs: number) => Promise<string>

/** Begins a post at a TikTok that is really there, and tells how that went. */
export function askTikTok(origin: string, token: string): Asked {
  const hosts = hostsOf('tiktok', origin)
  const wire = openWire({
    http: openHttpClient({ pins: {}, now: Date.now }),
    pace: openPace({ limit: () => null, now: Date.now, silenceMs: 60_000 }),
    now: Date.now,
    signal: new AbortController().signal,
    token: async () => token,
    renew: async () => token,
    isRefusedToken,
    mayCarryToken: hosts.isOwn,
  })
  return async (choice, durationMs) => {
    try {
      const begun = await tiktokVerbs(hosts).begin(jobOf(choice, durationMs), wire)
      if (!isStanding(begun)) return 'begun'
      return `${begun.kind}: ${'reason' in begun ? begun.reason : ''}`
    } catch (error) {
      if (error instanceof Setback) return `${error.why.whoCanFix}: ${error.why.reason}`
      throw error
    }
  }
}

function jobOf(choice: TikTokChoice, durationMs: number): Job<TikTokTerms> {
  return {
    connection: {
      ...{ id: crypto.randomUUID(), platform: 'tiktok', externalId: 'one', label: 'Harbour' },
      ...{ rule: { platform: 'tiktok', mode: 'review' }, handle: null, state: 'live' },
      ...{ lostReason: null, connectedAt: new Date().toISOString() },
    },
    terms: { platform: 'tiktok', kind: 'direct', choice },
    words: { platform: 'tiktok', caption: 'Harbour' },
    file: { path: 'never-read.mp4', sizeBytes: 100_000, durationMs, contentType: 'video/mp4' },
    ...{ coverMs: null, takenRemoteIds: new Set<string>() },
    assertUnchanged: async () => {},
  }
}
