import type { Rules } from '../../media/rules/rules.ts'

const HOUR_MS = 3_600_000

/** YouTube encodes everything again and takes nearly any container, so it states few limits. */
export const youtube: Rules = {
  platform: 'youtube',
  name: 'YouTube',
  checkedOn: '2026-11-22',
  source: 'YouTube Help 1722171, “Recommended upload encoding settings”; Data API, videos.insert',
  containers: null, // §1.8, §6.1
  videoCodecs: null, // §6.1
  fps: null, // §1.8: 24–60 is a recommendation
  side: null, // §6.1
  maxWidth: null, // §6.1
  aspect: null,
  durationMs: { min: 1, max: 12 * HOUR_MS }, // §1.8; 15 minutes until the channel is verified
  maxSizeBytes: 256_000_000_000, // §1.8
  maxVideoBitRate: null, // §1.8: rates are recommendations
  demands: [],
  audio: null, // §1.8: recommendations
}
