import type { Rules } from '../media-rules.ts'

/**
 * Instagram answers a breach only after the upload, with ERROR on the container.
 * contributing/protocols/instagram.md#media
 */
export const mediaRules: Rules = {
  platform: 'instagram',
  name: 'Instagram',
  checkedOn: '2026-11-22',
  source: 'Meta, “Instagram Platform: Content Publishing” and “IG User Media”, reel specifications',
  containers: ['mp4', 'mov'],
  videoCodecs: ['h264', 'hevc'],
  fps: { min: 23, max: 60 },
  side: null,
  maxWidth: 1920,
  aspect: { min: 0.01, max: 10 },
  durationMs: { min: 3_000, max: 900_000 },
  maxSizeBytes: 300_000_000, // older pages say 1 GB
  maxVideoBitRate: 25_000_000,
  // contributing/protocols/media.md says what the page leaves unsaid: 8 bits, a steady rate, the
  // name under which Apple's players know HEVC, square pixels.
  demands: [
    'progressive',
    '8_bit_420',
    'sdr',
    'closed_gop',
    'constant_rate',
    'faststart',
    'no_edit_list',
    'hvc1',
    'square_pixels',
  ],
  audio: { codecs: ['aac'], maxSampleRate: 48_000, maxChannels: 2 },
}
