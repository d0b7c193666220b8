import { MINUTE_MS } from '../../lib/durations.ts'
import type { Rules } from '../media-rules.ts'

// contributing/protocols/linkedin.md#media
export const mediaRules: Rules = {
  platform: 'linkedin',
  name: 'LinkedIn',
  checkedOn: '2026-11-28',
  source: 'Microsoft Learn, LinkedIn Marketing: Videos API, video specifications (2026-08-08)',
  containers: ['mp4'],
  videoCodecs: ['h264'], // codecs are not stated; this one plays everywhere
  fps: null, // not stated
  side: null,
  maxWidth: null,
  aspect: { min: 1 / 2.4, max: 2.4 },
  durationMs: { min: 3_000, max: 30 * MINUTE_MS },
  maxSizeBytes: 500_000_000, // another line of the page says 5 GB
  maxVideoBitRate: null,
  demands: ['8_bit_420', 'sdr', 'faststart'],
  audio: null, // not stated
}
