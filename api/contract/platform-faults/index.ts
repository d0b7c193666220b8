import type { Platform } from '../platforms.ts'
import { AGENT_FAULTS, statusRow } from './agent.ts'
import { instagramRow } from './instagram.ts'
import { type FaultRow, rowAt } from './rows.ts'
import { TIKTOK_FAULTS } from './tiktok.ts'
import { YOUTUBE_FAULTS } from './youtube.ts'

export { AGENT_FAULTS } from './agent.ts'
export { INSTAGRAM_FAULTS } from './instagram.ts'
export type { FaultRetry, FaultRow, FaultRows, Press } from './rows.ts'
export { TIKTOK_FAULTS } from './tiktok.ts'
export { YOUTUBE_FAULTS } from './youtube.ts'

/** What a code means, whoever gave it; null when nobody wrote it down. */
export function faultRow(platform: Platform | null, code: string): FaultRow | null {
  return (platform && platformRow(platform, code)) ?? rowAt(AGENT_FAULTS, code) ?? statusRow(code)
}

/** What a platform means by its own code; ours are not asked, whose words may be the same. */
export function platformRow(platform: Platform, code: string): FaultRow | null {
  return ROWS[platform](code)
}

const ROWS: Record<Platform, (code: string) => FaultRow | null> = {
  youtube: code => rowAt(YOUTUBE_FAULTS, code),
  instagram: instagramRow,
  tiktok: code => rowAt(TIKTOK_FAULTS, code),
}
