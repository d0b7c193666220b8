import { MINUTE_MS } from '../../lib/durations.ts'
import type { Facts } from '../facts.ts'
import { ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'

const LIMIT_MS = 10 * MINUTE_MS
const SAME_LENGTH_MS = 50

/** Could one be the other with other tags? Costs nothing, and answers almost always with no. */
export function maybeSamePackets(a: Facts, b: Facts): boolean {
  if (isCut(a) || isCut(b)) return false
  return Math.abs(a.durationMs - b.durationMs) <= SAME_LENGTH_MS && shapeOf(a) === shapeOf(b)
}

/** Two trims of one recording hold the same packets, and are two films. */
const isCut = ({ boxes, audio }: Facts) => Boolean(boxes?.hasCuts || audio?.hasCuts)

const shapeOf = ({ video, audio }: Facts) =>
  JSON.stringify([
    ...[video.codec, video.width, video.height, video.rotation, video.isMirrored],
    video.colour,
    ...[audio?.codec, audio?.channels, audio?.parts.length],
  ])

/**
 * A hash of the coded pictures and sound, whatever the container says of them: titles, places,
 * dates and covers. Reads the file once and decodes nothing; `null` when it cannot be read.
 */
export async function packetsHash(
  tools: Tools,
  { path, facts }: { path: string; facts: Facts },
  signal: AbortSignal,
): Promise<string | null> {
  const hashed = (index: number) => ['-map', `0:${index}`, '-c', 'copy', '-f', 'hash', 'pipe:1']
  const { code, stdout } = await runTool(
    ffmpegReading(tools, {
      source: path,
      before: ['-v', 'error'],
      after: [...hashed(facts.video.index), ...(facts.audio ? hashed(facts.audio.index) : [])],
    }),
    { timeLimitMs: LIMIT_MS, signal },
  )
  const hashes = new TextDecoder().decode(stdout).trim()
  return code === 0 && hashes !== '' ? hashes : null
}
