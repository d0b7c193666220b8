import type { Core } from '../../core.ts'
import type { VideoRow } from '../../journal/rows.ts'
import type { Facts } from '../../media/facts.ts'
import { FACTS_VERSION, factsFrom } from '../../media/facts.ts'
import { probe } from '../../media/probe/probe.ts'

// Safe cast inside: the column is written by `probeVideo` alone, from a value of this type.
export const factsOf = (video: VideoRow): Facts => factsFrom(video.facts)

export const hasFreshFacts = (video: VideoRow) => factsOf(video).version === FACTS_VERSION

/** Looks at a video again that an older agent knew less about. */
export async function withFreshFacts(
  core: Core,
  video: VideoRow,
  signal: AbortSignal,
): Promise<VideoRow> {
  if (hasFreshFacts(video)) return video
  const answer = await probe(await core.tools(), video.path, signal)
  if (answer.kind !== 'video') return video
  const facts = JSON.stringify(answer.facts)
  core.journal.changeVideo(video.sha256, { facts })
  return { ...video, facts }
}
