import { agentCausesDe } from '../platform-faults/causes-de.ts'
import { instagramCausesDe } from './instagram/causes-de.ts'
import { linkedinCausesDe } from './linkedin/causes-de.ts'
import { tiktokCausesDe } from './tiktok/causes-de.ts'
import { youtubeCausesDe } from './youtube/causes-de.ts'

/**
 * The causes of the catalogue of faults in German. Apart from the rest of the contract: who speaks
 * English does not load them.
 */
export const CAUSES_DE: Readonly<Record<string, string>> = {
  ...agentCausesDe,
  ...youtubeCausesDe,
  ...instagramCausesDe,
  ...tiktokCausesDe,
  ...linkedinCausesDe,
}
