import { DAY_MS, HOUR_MS } from '../lib/time.ts'
import { PACES } from './schedule.rules.ts'

/** How old figures may be, in a sentence for those who call for them. */
export const FRESHNESS = `Platforms are asked about videos ${listed(PACES.map(spoken))}.`

function spoken({ untilAgeMs, everyMs }: (typeof PACES)[number]): string {
  if (untilAgeMs === Number.POSITIVE_INFINITY) return `${often(everyMs)} afterwards`
  const days = untilAgeMs / DAY_MS
  return `${often(everyMs)} in their first ${days === 1 ? 'day' : `${days} days`}`
}

function often(ms: number): string {
  if (ms === HOUR_MS) return 'every hour'
  return ms < DAY_MS ? `every ${ms / HOUR_MS} hours` : `every ${ms / DAY_MS} days`
}

function listed(parts: string[]): string {
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
