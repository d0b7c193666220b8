import { MINUTE_MS } from '../lib/durations.ts'
import { isWideColour, scaleToJpeg } from './encode/colours.ts'
import { decoderFor, onBlack, standardColours, upright } from './encode/picture-filters.ts'
import type { Facts } from './facts.ts'
import { ffmpegReading } from './tools/command.ts'
import type { Tools } from './tools/find-tools.ts'
import { runTool } from './tools/run-tool.ts'

interface Wanted {
  readonly path: string
  readonly facts: Facts
  readonly atMs: number
  readonly longestSide: number
  /** 2 is the best, 31 the worst. */
  readonly quality: number
}

/** One picture of a video as a JPEG; empty when there is none at that time. */
export async function pictureOf(
  tools: Tools,
  { path, facts, atMs, longestSide, quality }: Wanted,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { video } = facts
  const { width, height } = video
  const down = Math.min(1, longestSide / Math.max(width, height))
  const [w, h] = [width, height].map(side => Math.max(1, Math.round(side * down)))
  const isStandard = isWideColour(video) || video.hdr !== 'none'
  const filters = [
    ...[...upright(video, tools), ...onBlack(video)],
    ...(isStandard ? standardColours(facts, tools, `${w}:${h}`) : []),
    ...[scaleToJpeg(`${w}:${h}`, isStandard, video), 'setsar=1', 'format=yuvj420p'],
  ]
  const command = ffmpegReading(tools, {
    source: path,
    before: ['-v', 'error', '-ss', (atMs / 1000).toFixed(3), ...decoderFor(video)],
    after: [
      ...['-map', `0:${video.index}`, '-frames:v', '1', '-vf', filters.join(',')],
      ...['-q:v', String(quality), '-f', 'mjpeg', 'pipe:1'],
    ],
  })
  const { stdout } = await runTool(command, { timeLimitMs: MINUTE_MS, signal })
  return stdout
}
