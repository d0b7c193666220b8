import type { PlatformFaults } from '../platform-faults/rows.ts'
import type { Platform } from './index.ts'
import { instagramFaults } from './instagram/faults.ts'
import { linkedinFaults } from './linkedin/faults.ts'
import { tiktokFaults } from './tiktok/faults.ts'
import { youtubeFaults } from './youtube/faults.ts'

// Apart from the facts: a hundred sentences, which a dashboard wants on one page only.
const FAULTS: Record<Platform, PlatformFaults> = {
  youtube: youtubeFaults,
  instagram: instagramFaults,
  tiktok: tiktokFaults,
  linkedin: linkedinFaults,
}

export const faultsOf = (platform: Platform): PlatformFaults => FAULTS[platform]
