import { MEDIA_RULES } from '../../../agent/src/platforms/index.ts'
import type { Demand, Range, Rules } from '../../../agent/src/platforms/media-rules.ts'
import { PLATFORMS } from '../../../api/contract/index.ts'
import { type Facts, table } from '../blocks.ts'

export const mediaFacts: Facts = {
  media: () => {
    const all = PLATFORMS.map(it => MEDIA_RULES[it])
    return table(
      ['', ...all.map(it => it.name)],
      Object.entries(ROWS).map(([name, row]) => [name, ...all.map(it => row(it) ?? 'not stated')]),
    )
  },
}

const DEMANDS: Record<Demand, string> = {
  progressive: 'progressive',
  '8_bit_420': '8 bits 4:2:0',
  sdr: 'SDR',
  closed_gop: 'closed GOP',
  constant_rate: 'a steady rate',
  faststart: 'its index in front',
  no_edit_list: 'no edit list',
  hvc1: 'HEVC as hvc1',
  square_pixels: 'square pixels',
}

const ROWS: Record<string, (rules: Rules) => string | null> = {
  container: it => listed(it.containers),
  video: it => listed(it.videoCodecs),
  audio: ({ audio }) =>
    audio &&
    `${listed(audio.codecs)}, to ${audio.maxSampleRate / 1000} kHz, ${audio.maxChannels} channels`,
  'frames a second': it => between(it.fps),
  'each side, in pixels': it =>
    between(it.side) ?? (it.maxWidth ? `width to ${it.maxWidth}` : null),
  'width to height': it => between(it.aspect && { min: short(it.aspect.min), max: it.aspect.max }),
  length: ({ durationMs: { min, max } }) =>
    min > 1 ? `${time(min)} to ${time(max)}` : `to ${time(max)}`,
  size: it => `to ${size(it.maxSizeBytes)}`,
  'bits a second': it => (it.maxVideoBitRate ? `to ${it.maxVideoBitRate / 1e6} Mbit` : null),
  besides: it => listed(it.demands.map(demand => DEMANDS[demand])) || '–',
  source: it => it.source,
  'looked at': it => it.checkedOn,
}

const listed = (all: readonly string[] | null) => all?.join(', ') ?? null
const short = (value: number) => Math.round(value * 100) / 100
const between = (range: Range | null) => range && `${range.min}–${range.max}`

function time(ms: number): string {
  const [seconds, minutes] = [ms / 1000, ms / 60_000]
  if (minutes < 1) return `${seconds} s`
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`
}

const size = (bytes: number) => (bytes < 1e9 ? `${bytes / 1e6} MB` : `${bytes / 1e9} GB`)
