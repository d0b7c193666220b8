import type { VideoRow } from '../../journal/rows.ts'
import type { Facts } from '../../media/facts.ts'

// Safe cast: the column is written by `probeVideo` alone, from a value of this type.
export const factsOf = (video: VideoRow) => JSON.parse(video.facts ?? 'null') as Facts
