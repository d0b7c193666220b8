/** A number of pictures a second as a fraction, because 30000/1001 has no exact decimal. */
export interface Rate {
  readonly num: number
  readonly den: number
}

import type { Container } from '../platforms/media-rules.ts'

export type { Container }

export interface Boxes {
  readonly isMp4: boolean
  /** The top-level boxes end exactly where the file does, and `moov` and `mdat` are there. */
  readonly isWhole: boolean
  readonly isFaststart: boolean
  readonly hasEditList: boolean
  /** An edit list hides recorded pictures or sound, so a plain copy would bring them back. */
  readonly hasCuts: boolean
}

export interface VideoFacts {
  readonly index: number
  readonly codec: string
  /** As shown: after rotation and with square pixels. */
  readonly width: number
  readonly height: number
  readonly rotation: number
  readonly rate: Rate
  /** The rate most pictures follow; differs from the average when a screen recording pauses. */
  readonly usualFps: number
  readonly isVariableRate: boolean
  readonly isInterlaced: boolean
  readonly pixelFormat: string
  readonly bitDepth: number
  readonly chroma: '400' | '420' | '422' | '444'
  readonly hdr: 'none' | 'pq' | 'hlg'
  readonly bitRate: number | null
  readonly gopMs: number | null
  readonly hasOpenGop: boolean
  readonly startMs: number
}

export interface AudioFacts {
  readonly index: number
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly bitRate: number | null
  readonly startMs: number
}

/** What a video file is, as far as any platform cares. */
export interface Facts {
  readonly container: Container
  readonly sizeBytes: number
  readonly durationMs: number
  readonly bitRate: number
  readonly boxes: Boxes | null
  readonly video: VideoFacts
  readonly audio: AudioFacts | null
}

export function fpsOf(rate: Rate): number {
  return rate.num / rate.den
}
