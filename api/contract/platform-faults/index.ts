import { faultsOf } from '../platforms/faults.ts'
import type { Platform } from '../platforms/index.ts'
import { AGENT_FAULTS, statusRow } from './agent.ts'
import { type FaultRow, rowAt } from './rows.ts'

export { AGENT_FAULTS } from './agent.ts'
export type { FaultRetry, FaultRow, FaultRows, Remedy } from './rows.ts'

/** What a code means, whoever gave it; null when nobody wrote it down. */
export function faultRow(platform: Platform | null, code: string): FaultRow | null {
  const theirs = platform && (platformRow(platform, code) ?? ownRow(platform, code))
  return theirs ?? rowAt(AGENT_FAULTS, code) ?? statusRow(code)
}

/** What a platform means by its own code; ours are not asked, whose words may be the same. */
export const platformRow = (platform: Platform, code: string): FaultRow | null =>
  faultsOf(platform).row(code)

const ownRow = (platform: Platform, code: string) => rowAt(faultsOf(platform).own, code)
