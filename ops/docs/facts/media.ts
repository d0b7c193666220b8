import { MEDIA_RULES } from '../../../agent/src/platforms/index.ts'
import type { Demand, Range, Rules } from '../../../agent/src/platforms/media-rules.ts'
import { PLATFORMS } from '../../../api/contract/index.ts'
import { type Facts, type Language, table } from '../blocks.ts'

export const mediaFacts: Facts = {
  media: (_, language) => {
    const all = PLATFORMS.map(it => MEDIA_RULES[it])
    const words = WORDS[language]
    const rows = rowsIn(words).map(([name, says]) => [
      name,
      ...all.map(it => says(it) ?? words.notStated),
    ])
    return table(['', ...all.map(it => it.name)], rows)
  },
}

const WORDS = {
  en: {
    notStated: 'not stated',
    to: 'to',
    width: 'width to',
    channels: 'channels',
    demands: {
      progressive: 'progressive',
      '8_bit_420': '8 bits 4:2:0',
      sdr: 'SDR',
      closed_gop: 'closed GOP',
      constant_rate: 'a steady rate',
      faststart: 'its index in front',
      no_edit_list: 'no edit list',
      hvc1: 'HEVC as hvc1',
      square_pixels: 'square pixels',
    } satisfies Record<Demand, string>,
    rows: {
      container: 'container',
      video: 'video',
      audio: 'audio',
      rate: 'frames a second',
      side: 'each side, in pixels',
      aspect: 'width to height',
      length: 'length',
      size: 'size',
      bits: 'bits a second',
      besides: 'besides',
      source: 'source',
      checked: 'looked at',
    },
  },
  de: {
    notStated: 'nicht gesagt',
    to: 'bis',
    width: 'Breite bis',
    channels: 'Kanäle',
    demands: {
      progressive: 'Vollbilder',
      '8_bit_420': '8 Bit 4:2:0',
      sdr: 'SDR',
      closed_gop: 'geschlossene GOP',
      constant_rate: 'gleichmäßige Bildrate',
      faststart: 'Verzeichnis am Anfang',
      no_edit_list: 'keine Schnittliste',
      hvc1: 'HEVC als hvc1',
      square_pixels: 'quadratische Pixel',
    } satisfies Record<Demand, string>,
    rows: {
      container: 'Container',
      video: 'Bild',
      audio: 'Ton',
      rate: 'Bilder je Sekunde',
      side: 'jede Seite, in Pixeln',
      aspect: 'Breite zu Höhe',
      length: 'Länge',
      size: 'Größe',
      bits: 'Bits je Sekunde',
      besides: 'außerdem',
      source: 'Quelle',
      checked: 'nachgesehen',
    },
  },
} satisfies Record<Language, unknown>
type Words = (typeof WORDS)[Language]

type Says = (rules: Rules) => string | null

function rowsIn({ to, width, channels, demands, rows }: Words): [name: string, says: Says][] {
  return [
    [rows.container, it => listed(it.containers)],
    [rows.video, it => listed(it.videoCodecs)],
    [rows.audio, it => sound(it.audio, `${to} `, ` ${channels}`)],
    [rows.rate, it => between(it.fps)],
    [rows.side, it => between(it.side) ?? (it.maxWidth ? `${width} ${it.maxWidth}` : null)],
    [rows.aspect, it => between(it.aspect && { ...it.aspect, min: short(it.aspect.min) })],
    [
      rows.length,
      ({ durationMs: { min, max } }) => `${min > 1 ? `${time(min)} ` : ''}${to} ${time(max)}`,
    ],
    [rows.size, it => `${to} ${size(it.maxSizeBytes)}`],
    [rows.bits, it => (it.maxVideoBitRate ? `${to} ${it.maxVideoBitRate / 1e6} Mbit` : null)],
    [rows.besides, it => listed(it.demands.map(demand => demands[demand])) || '–'],
    [rows.source, it => it.source],
    [rows.checked, it => it.checkedOn],
  ]
}

const sound = (audio: Rules['audio'], to: string, channels: string) =>
  audio &&
  `${listed(audio.codecs)}, ${to}${audio.maxSampleRate / 1000} kHz, ${audio.maxChannels}${channels}`
const listed = (all: readonly string[] | null) => all?.join(', ') ?? null
const short = (value: number) => Math.round(value * 100) / 100
const between = (range: Range | null) => range && `${range.min}–${range.max}`

function time(ms: number): string {
  const [seconds, minutes] = [ms / 1000, ms / 60_000]
  if (minutes < 1) return `${seconds} s`
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`
}

const size = (bytes: number) => (bytes < 1e9 ? `${bytes / 1e6} MB` : `${bytes / 1e9} GB`)
