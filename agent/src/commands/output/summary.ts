import { PLATFORM_NAMES } from '@content/api/contract'
import { counted } from '../../lib/listed.ts'
import { EXIT, type ExitCode, type Tone } from '../../lib/refusal.ts'
import type { VideoStatus } from '../../status/status.ts'
import { exitCodeFor } from './exit-code.ts'
import type { Line } from './words.ts'

/** How often each outcome came, and where what was published can be seen; nothing for no video. */
export function summaryOf(videos: readonly VideoStatus[]): Line[] {
  const byCode = Map.groupBy(videos, video => exitCodeFor([video]))
  const counts = OUTCOMES.flatMap(([codes, one, many]) => {
    const count = codes.flatMap(code => byCode.get(code) ?? []).length
    return count === 0 ? [] : [`${counted(count, 'video')} ${count === 1 ? one : many}`]
  })
  if (counts.length === 0) return []
  const isAll = videos.length === byCode.get(EXIT.ok)?.length
  return [{ text: `${counts.join(', ')}.`, tone: isAll ? 'good' : 'waits' }, ...links(videos)]
}

/** Which codes, then what is said of one video and of several. */
const OUTCOMES: readonly [ExitCode[], string, string][] = [
  [[EXIT.ok], 'published', 'published'],
  [[EXIT.needsYou, EXIT.planLimit], 'waits for you', 'wait for you'],
  [[EXIT.failed], 'not published everywhere', 'not published everywhere'],
  [[EXIT.waiting], 'goes on at the next start', 'go on at the next start'],
]

function links(videos: readonly VideoStatus[]): Line[] {
  const tone: Tone = 'good'
  const seen = new Set<string>()
  return videos.flatMap(({ file, publications }) =>
    publications.flatMap(({ platform, label, state, url }) => {
      // A copy shows what its original became.
      if (state !== 'published' || !url || seen.has(url)) return []
      seen.add(url)
      return [{ text: `  ${file} on ${PLATFORM_NAMES[platform]} (${label}): ${url}`, tone }]
    }),
  )
}
