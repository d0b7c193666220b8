import type { Range, Rules } from '../../platforms/media-rules.ts'
import { CLOCK_DRIFT_FPS } from '../breaches.ts'
import type { AudioFacts, Facts, Rate, VideoFacts } from '../facts.ts'
import { fpsOf } from '../facts.ts'
import type { Loudness } from './loudness.ts'

export interface EncodeSpec {
  readonly codec: 'h264'
  readonly width: number
  readonly height: number
  readonly rate: Rate
  readonly crf: number
  readonly maxBitRate: number
  readonly gopFrames: number
  readonly preset: 'veryfast' | 'medium'
  readonly isDeinterlaced: boolean
  readonly isToneMapped: boolean
  /** The SHA-256 of the captions that are written into the pictures. */
  readonly captions: string | null
}

export interface AacSpec {
  readonly codec: 'aac'
  readonly bitRate: number
  readonly sampleRate: number
  readonly channels: number
  /** What a first pass measured, where the sound is brought to the usual loudness. */
  readonly loudness: Loudness | null
}

const STANDARD_RATES: readonly Rate[] = [24, 25, 30, 50, 60].map(num => ({ num, den: 1 }))
const KNOWN_RATES: readonly Rate[] = [
  ...STANDARD_RATES,
  ...[24_000, 30_000, 60_000].map(num => ({ num, den: 1001 })),
]
const FPS: Range = { min: 23, max: 60 }
const LONGEST_SIDE = 4096
const AUDIO_BIT_RATE = 128_000
// What a container and the rate control's own error may add to a computed size.
const SIZE_MARGIN = 0.9
const LOWEST_BIT_RATE = 100_000

/** The H.264 that fits a platform's rules, or `null` when no size keeps the shape and fits. */
export function encodeSpec(facts: Facts, rules: Rules): EncodeSpec | null {
  const size = targetSize(facts.video, rules)
  if (!size) return null
  const rate = targetRate(facts.video)
  const wanted = wantedBitRate(size, rate)
  const maxBitRate = Math.max(LOWEST_BIT_RATE, Math.min(wanted, ...ceilings(facts, rules)))
  return {
    codec: 'h264',
    ...size,
    rate,
    crf: 20,
    maxBitRate,
    gopFrames: Math.max(1, Math.round(fpsOf(rate) * 2)),
    // Platforms encode again, so speed wins; when bits are short, slower search shows.
    preset: maxBitRate < wanted * 0.6 ? 'medium' : 'veryfast',
    isDeinterlaced: facts.video.isInterlaced,
    isToneMapped: facts.video.hdr !== 'none',
    captions: null,
  }
}

export function aacSpec(audio: AudioFacts): AacSpec {
  return {
    codec: 'aac',
    bitRate: AUDIO_BIT_RATE,
    sampleRate: audio.sampleRate === 44_100 ? 44_100 : 48_000,
    channels: audio.channels === 1 && audio.parts.length < 2 ? 1 : 2,
    loudness: null,
  }
}

function ceilings({ durationMs }: Facts, { maxSizeBytes, maxVideoBitRate }: Rules): number[] {
  const seconds = Math.max(1, durationMs / 1000)
  const bySize = Math.floor((maxSizeBytes * 8 * SIZE_MARGIN) / seconds - AUDIO_BIT_RATE)
  // A buffer of one second may push a three-second clip a third above its rate.
  return maxVideoBitRate ? [bySize, maxVideoBitRate * 0.7] : [bySize]
}

/** Halves what is too fast, repeats what is too slow, and keeps every rate in between. */
function targetRate(video: VideoFacts): Rate {
  const { num, den } = realRate(video)
  const fps = num / den
  if (!(num > 0 && den > 0 && fps > 0.5 && fps < 10_000)) return { num: 30, den: 1 }
  if (fps > FPS.max && fps < FPS.max + CLOCK_DRIFT_FPS) return { num: FPS.max, den: 1 }
  if (fps > FPS.max) return { num, den: den * Math.ceil(fps / FPS.max) }
  if (fps < FPS.min) return { num: num * Math.ceil(FPS.min / fps), den }
  return { num, den }
}

const SAME = 0.002
const STEADY = 0.03

/** How fast pictures follow each other; one long hold lowers the average a lot. */
function realRate({ rate, usualFps, isVariableRate }: VideoFacts): Rate {
  const distance = (known: Rate) => Math.abs(fpsOf(known) / usualFps - 1)
  if (!Number.isFinite(usualFps)) return rate
  if (!isVariableRate && distance(rate) < STEADY) return rate
  const [nearest] = KNOWN_RATES.toSorted((a, b) => distance(a) - distance(b))
  if (nearest && distance(nearest) < SAME) return nearest
  // The next higher one has room for every picture.
  const roomy = STANDARD_RATES.find(known => fpsOf(known) >= usualFps * (1 - STEADY))
  if (roomy && usualFps > FPS.min * (1 - STEADY)) return roomy
  return { num: Math.round(usualFps * 1000), den: 1000 }
}

/** Keeps the shape; even sides, because 4:2:0 colour has one sample for two pixels. */
function targetSize(video: VideoFacts, rules: Rules) {
  const [long, short] = [Math.max(video.width, video.height), Math.min(video.width, video.height)]
  const longest = Math.min(LONGEST_SIDE, rules.side?.max ?? LONGEST_SIDE)
  const limit = rules.maxWidth && video.width > rules.maxWidth ? rules.maxWidth : longest
  const down = Math.min(1, limit / long)
  const factor = Math.max(down, (rules.side?.min ?? 2) / short)
  if (!(short >= 1) || !Number.isFinite(factor) || long * factor > longest + 1) return null
  // The short side rounds up so that a legal shape cannot become a too narrow one.
  const longSide = Math.min(longest, 2 * Math.round((long * factor) / 2))
  const shortSide = Math.min(longSide, 2 * Math.ceil((short * factor) / 2 - 1e-6))
  const isWide = video.width >= video.height
  const [width, height] = isWide ? [longSide, shortSide] : [shortSide, longSide]
  if (rules.maxWidth && width > rules.maxWidth) return null
  return { width, height }
}

function wantedBitRate({ width, height }: { width: number; height: number }, rate: Rate): number {
  const short = Math.min(width, height)
  const steps = [
    [480, 4_000_000],
    [720, 7_500_000],
    [1080, 12_000_000],
    [1440, 24_000_000],
  ] as const
  const base = steps.find(([side]) => short <= side)?.[1] ?? 45_000_000
  return fpsOf(rate) > 48 ? base * 1.5 : base
}
