import type { Rules } from '../../media/rules/rules.ts'

/** Instagram answers a breach only after the upload, with ERROR on the container. */
export const instagram: Rules = {
  platform: 'instagram',
  name: 'Instagram',
  checkedOn: '2026-11-22',
  source: 'Meta, “Instagram Platform: Content Publishing” and “IG User Media”, reel specifications',
  containers: ['mp4', 'mov'], // §2.6
  videoCodecs: ['h264', 'hevc'], // §2.6
  fps: { min: 23, max: 60 }, // §2.6
  side: null,
  maxWidth: 1920, // §2.6
  aspect: { min: 0.01, max: 10 }, // §2.6
  durationMs: { min: 3_000, max: 900_000 }, // §2.6
  maxSizeBytes: 300_000_000, // §2.6: older pages say 1 GB
  maxVideoBitRate: 25_000_000, // §2.6
  // §2.6, and §6.2 for what it leaves unsaid: 8 bits, standard range, a steady rate.
  demands: [
    'progressive',
    '8_bit_420',
    'sdr',
    'closed_gop',
    'constant_rate',
    'faststart',
    'no_edit_list',
  ],
  audio: { codecs: ['aac'], maxSampleRate: 48_000, maxChannels: 2 }, // §2.6
}
