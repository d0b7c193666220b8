import { z } from 'zod'
import type { Colour, Container, Place, Rate, VideoFacts } from '../facts.ts'
import { fpsOf } from '../facts.ts'

const SideData = z.looseObject({
  rotation: z.number().optional(),
  displaymatrix: z.string().optional(),
})

const Stream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  pix_fmt: z.string().optional(),
  field_order: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  has_b_frames: z.number().optional(),
  start_time: z.string().optional(),
  bit_rate: z.string().optional(),
  sample_rate: z.string().optional(),
  channels: z.number().optional(),
  channel_layout: z.string().optional(),
  disposition: z.record(z.string(), z.number()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z.array(SideData).optional(),
})

export const Probed = z.object({
  streams: z.array(Stream).default([]),
  format: z.looseObject({
    format_name: z.string().default(''),
    duration: z.string().optional(),
    start_time: z.string().optional(),
    bit_rate: z.string().optional(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
})

export type Probed = z.infer<typeof Probed>
export type Stream = z.infer<typeof Stream>
type StreamVideo = Omit<
  VideoFacts,
  'usualFps' | 'isVariableRate' | 'gopMs' | 'hasOpenGop' | 'pictures' | 'endMs' | 'hasTimes'
>

export function videoStream({ streams }: Probed): Stream | undefined {
  const moving = streams.filter(s => s.codec_type === 'video' && !s.disposition?.attached_pic)
  return moving.find(stream => stream.disposition?.default) ?? moving[0]
}

export function videoFacts(stream: Stream): StreamVideo {
  const rotation = rotationOf(stream)
  const [wide, high] = [squareWidth(stream), stream.height ?? 0]
  const isTurned = rotation % 180 !== 0
  const pixelFormat = stream.pix_fmt ?? 'unknown'
  return {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    codecTag: stream.codec_tag_string ?? '',
    width: isTurned ? high : wide,
    height: isTurned ? wide : high,
    rotation,
    isMirrored: isMirrored(stream),
    hasSquarePixels: wide === (stream.width ?? 0),
    rate: rateOf(stream),
    isInterlaced: /^(tt|bb|tb|bt)$/.test(stream.field_order ?? ''),
    pixelFormat,
    bitDepth: bitDepthOf(pixelFormat),
    chroma: chromaOf(pixelFormat),
    hdr: HDR[stream.color_transfer ?? ''] ?? 'none',
    colour: colourOf(stream, pixelFormat),
    hasAlpha: stream.tags?.alpha_mode === '1' || WITH_ALPHA.test(pixelFormat),
    bitRate: numberOf(stream.bit_rate),
    startMs: msOf(stream.start_time) ?? 0,
  }
}

/** ffprobe names MP4 and MOV alike, and Matroska and WebM too; `head` is the file's first bytes. */
export function containerOf({ format }: Probed, head: string): Container {
  const names = format.format_name.split(',')
  if (names.includes('mp4')) return isQuickTime(format.tags?.major_brand) ? 'mov' : 'mp4'
  if (names.includes('matroska')) return head.includes('webm') ? 'webm' : 'mkv'
  if (names.includes('mpegts')) return 'mpegts'
  return names.includes('avi') ? 'avi' : 'other'
}

// The oldest QuickTime files have no brand at all.
function isQuickTime(brand: string | undefined): boolean {
  return brand === undefined || brand.startsWith('qt')
}

/** What FFmpeg tells of a file that is no MP4; Matroska keeps places among its tags. */
export function placeOf({ format, streams }: Probed): Place {
  const tags = [format.tags, ...streams.map(stream => stream.tags)]
  const names = tags.flatMap(each => Object.keys(each ?? {}))
  return names.some(name => /location|gps/i.test(name)) ? 'within' : 'none'
}

export function msOf(seconds: string | undefined): number | null {
  const value = Number.parseFloat(seconds ?? '')
  return Number.isFinite(value) ? value * 1000 : null
}

export function numberOf(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) ? value : null
}

const HDR: Readonly<Record<string, 'pq' | 'hlg'>> = { smpte2084: 'pq', 'arib-std-b67': 'hlg' }

const WITH_ALPHA = /^(yuva|gbrap|rgba|bgra|argb|abgr|ya8|ya16|ayuv|vuya)/

function colourOf(stream: Stream, pixelFormat: string): Colour {
  const { color_space, color_primaries, color_transfer, color_range } = stream
  const isRgb = /^(rgb|bgr|gbr|argb|abgr|0rgb|0bgr|pal8|x2rgb|x2bgr)/.test(pixelFormat)
  return {
    matrix: isRgb ? 'gbr' : said(color_space),
    primaries: said(color_primaries),
    transfer: said(color_transfer),
    isFullRange: color_range === 'pc' || pixelFormat.startsWith('yuvj'),
  }
}

const said = (word: string | undefined) =>
  word === undefined || /^(unknown|reserved|unspecified)$/.test(word) ? null : word

/** Of a display matrix a b u, c d v, x y w: mirrored when it turns the plane over. */
function isMirrored({ side_data_list }: Stream): boolean {
  const text = side_data_list?.find(data => data.displaymatrix)?.displaymatrix ?? ''
  const rows = text.trim().split('\n')
  const [[a = 1, b = 0] = [], [c = 0, d = 1] = []] = rows.map(row =>
    row.split(/\s+/).slice(1).map(Number),
  )
  return a * d - b * c < 0
}

function rotationOf({ side_data_list, tags }: Stream): number {
  const turned = side_data_list?.find(data => data.rotation !== undefined)?.rotation
  // Side data counts against the clock, the older tag with it.
  const clockwise = turned === undefined ? Number(tags?.rotate ?? 0) : -turned
  return Number.isFinite(clockwise) ? ((Math.round(clockwise) % 360) + 360) % 360 : 0
}

function squareWidth({ width = 0, sample_aspect_ratio }: Stream): number {
  const [num = 1, den = 1] = (sample_aspect_ratio ?? '1:1').split(':').map(Number)
  return num > 0 && den > 0 ? Math.round((width * num) / den) : width
}

/** How long before its end a stream's last picture is read: some are shown later than others. */
export function reorderMs(stream: Stream): number {
  const fps = fpsOf(rateOf(stream))
  return fps > 0 ? ((stream.has_b_frames ?? 0) + 1) * (1000 / fps) : 0
}

/** The average counts a long last picture too, so the nominal rate wins when both nearly agree. */
function rateOf(stream: Stream): Rate {
  const [average, nominal] = [fraction(stream.avg_frame_rate), fraction(stream.r_frame_rate)]
  if (!average || !nominal) return average ?? nominal ?? { num: 0, den: 1 }
  const isClose = Math.abs(fpsOf(nominal) / fpsOf(average) - 1) < 0.03
  return isClose ? nominal : average
}

function fraction(text: string | undefined): Rate | null {
  const [num = 0, den = 0] = (text ?? '').split('/').map(Number)
  return num > 0 && den > 0 ? { num, den } : null
}

function bitDepthOf(pixelFormat: string): number {
  if (/^p010/.test(pixelFormat)) return 10
  return Number(/p(9|10|12|14|16)(le|be)?$/.exec(pixelFormat)?.[1] ?? 8)
}

function chromaOf(pixelFormat: string): VideoFacts['chroma'] {
  if (/^gray/.test(pixelFormat)) return '400'
  if (/422|yuy|uyvy/.test(pixelFormat)) return '422'
  return /420|nv12|nv21|p010/.test(pixelFormat) ? '420' : '444'
}
