import type { AacSpec } from './encode-spec.ts'
import { loudnessFilter } from './loudness.ts'
import { FROM_THE_START } from './sound-mix.ts'

/** What happens to sound between decoder and encoder. */
export function soundFilters({ loudness }: AacSpec): string {
  return [FROM_THE_START, ...(loudness ? [loudnessFilter(loudness)] : [])].join(',')
}
