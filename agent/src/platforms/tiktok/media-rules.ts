import type { Rules } from '../media-rules.ts'

// contributing/protocols/tiktok.md#media
export const mediaRules: Rules = {
  platform: 'tiktok',
  name: 'TikTok',
  checkedOn: '2026-11-22',
  source: 'TikTok for Developers, “Media Transfer Guide”, video restrictions (2026-05-01)',
  containers: ['mp4', 'mov', 'webm'],
  videoCodecs: ['h264', 'hevc', 'vp8', 'vp9'],
  fps: { min: 23, max: 60 },
  side: { min: 360, max: 4096 },
  maxWidth: null,
  aspect: null,
  durationMs: { min: 1, max: 600_000 }, // a creator's own limit may be lower
  maxSizeBytes: 4_000_000_000,
  maxVideoBitRate: null, // not stated
  demands: [],
  audio: null, // not stated
}
