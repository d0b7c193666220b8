import { MINUTE_MS } from '../lib/durations.ts'
import { isWideColour, scaleToPicture } from './encode/colours.ts'
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
  /** Of a JPEG 2 is the best and 31 the worst, of a WebP 100 and 0. */
  readonly quality: number
  readonly format?: PictureFormat
}

export type PictureFormat = 'jpeg' | 'webp'

const FORMATS = {
  jpeg: { range: 'pc', pixels: 'yuvj420p', encoder: ['-f', 'mjpeg'], quality: '-q:v' },
  webp: {
    range: 'tv',
    pixels: 'yuv420p',
    encoder: ['-c:v', 'libwebp', '-f', 'image2pipe'],
    quality: '-quality',
  },
} as const

/** One picture of a video, usually a JPEG; empty when there is none at that time. */
export async function pictureOf(
  tools: Tools,
  { path, facts, atMs, longestSide, quality, format = 'jpeg' }: Wanted,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { video } = facts
  const { width, height } = video
  const down = Math.min(1, longestSide / Math.max(width, height))
  const [w, h] = [width, height].map(side => Math.max(1, Math.round(side * down)))
  const isStandard = isWideColour(video) || video.hdr !== 'none'
  const as = FORMATS[format]
  const filters = [
    ...[...upright(video, tools), ...onBlack(video)],
    ...(isStandard ? standardColours(facts, tools, `${w}:${h}`) : []),
    scaleToPicture({ size: `${w}:${h}`, isStandard, range: as.range }, video),
    ...['setsar=1', `format=${as.pixels}`],
  ]
  const command = ffmpegReading(tools, {
    source: path,
    before: ['-v', 'error', '-ss', (atMs / 1000).toFixed(3), ...decoderFor(video)],
    after: [
      ...['-map', `0:${video.index}`, '-frames:v', '1', '-vf', filters.join(',')],
      ...[as.quality, String(quality), ...as.encoder, 'pipe:1'],
    ],
  })
  const { stdout } = await runTool(command, { timeLimitMs: MINUTE_MS, signal })
  return stdout
}
