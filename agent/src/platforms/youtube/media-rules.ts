import { HOUR_MS } from '../../lib/durations.ts'
import type { Rules } from '../media-rules.ts'

/**
 * YouTube encodes everything again and takes nearly any container, so it states few limits.
 * contributing/protocols/youtube.md#media
 */
export const mediaRules: Rules = {
  platform: 'youtube',
  name: 'YouTube',
  checkedOn: '2026-11-22',
  source: 'YouTube Help 1722171, “Recommended upload encoding settings”; Data API, videos.insert',
  containers: null,
  videoCodecs: null,
  fps: null, // 24–60 is a recommendation
  side: null,
  maxWidth: null,
  aspect: null,
  durationMs: { min: 1, max: 12 * HOUR_MS }, // 15 minutes until the channel is verified
  maxSizeBytes: 256_000_000_000,
  maxVideoBitRate: null, // rates are recommendations
  demands: [],
  audio: null, // recommendations
}
