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
  /** An edit list puts it together in a way that no new file could be sure to follow. */
  readonly isPieced: boolean
}

/** What a file says about its colours, in the words of ffprobe; `null` where it says nothing. */
export interface Colour {
  readonly matrix: string | null
  readonly primaries: string | null
  readonly transfer: string | null
  readonly isFullRange: boolean
}

export interface VideoFacts {
  readonly index: number
  readonly codec: string
  /** What the container calls the codec: `hvc1` or `hev1`, which players do not take alike. */
  readonly codecTag: string
  /** As shown: after rotation and with square pixels. */
  readonly width: number
  readonly height: number
  readonly rotation: number
  /** Shown as in a mirror: upside down before it is turned. */
  readonly isMirrored: boolean
  readonly hasSquarePixels: boolean
  readonly rate: Rate
  /** The rate most pictures follow; differs from the average when a screen recording pauses. */
  readonly usualFps: number
  readonly isVariableRate: boolean
  readonly isInterlaced: boolean
  readonly pixelFormat: string
  readonly bitDepth: number
  readonly chroma: '400' | '420' | '422' | '444'
  readonly hdr: 'none' | 'pq' | 'hlg'
  readonly colour: Colour
  /** Some of it is transparent, and colours lie underneath that nobody is to see. */
  readonly hasAlpha: boolean
  readonly bitRate: number | null
  readonly gopMs: number | null
  readonly hasOpenGop: boolean
  readonly startMs: number
  /** When the last picture ends, where that is known. */
  readonly endMs: number | null
  /** How many pictures are stored, where an index tells. */
  readonly pictures: number | null
  /** Without them only a decoder knows in which order the pictures are shown. */
  readonly hasTimes: boolean
}

export interface AudioFacts {
  readonly index: number
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly bitRate: number | null
  readonly startMs: number
  /** An edit list hides sound that a plain copy would bring back. */
  readonly hasCuts: boolean
  /** The other channels of the same sound, where each has a track of its own. */
  readonly parts: readonly SoundPart[]
  /** Sound in other words or languages, of which a platform plays none. */
  readonly leftOut: number
}

export interface SoundPart {
  readonly index: number
  readonly side: 'left' | 'right' | 'both'
}

/**
 * Whether the file says where it was recorded: `apart` from pictures and sound, so that it can be
 * overwritten, or `within` something that has to be written anew.
 */
export type Place = 'none' | 'apart' | 'within'

/** Counts up whenever facts are found out that older ones lack. */
export const FACTS_VERSION = 3

/** What a video file is, as far as any platform cares. */
export interface Facts {
  readonly version: typeof FACTS_VERSION
  readonly container: Container
  readonly sizeBytes: number
  readonly durationMs: number
  readonly bitRate: number
  readonly boxes: Boxes | null
  readonly video: VideoFacts
  readonly audio: AudioFacts | null
  readonly place: Place
}

const UNKNOWN_VIDEO = {
  ...{ codecTag: '', isMirrored: false, hasSquarePixels: true, hasAlpha: false, hasTimes: true },
  colour: { matrix: null, primaries: null, transfer: null, isFullRange: false },
  ...{ endMs: null, pictures: null },
}
const UNKNOWN_SOUND = { hasCuts: false, parts: [], leftOut: 0 }

/** Facts as an older agent wrote them down, with the least that can be said where it was silent. */
export function factsFrom(json: string | null): Facts {
  // Safe cast: only this agent and older ones write them, and what those lack is filled in.
  const read = JSON.parse(json ?? 'null') as Facts | null
  if (!read || read.version === FACTS_VERSION) return read as Facts
  return {
    ...read,
    place: read.place ?? 'none',
    video: { ...UNKNOWN_VIDEO, ...read.video },
    audio: read.audio && { ...UNKNOWN_SOUND, ...read.audio },
  }
}

export function fpsOf(rate: Rate): number {
  return rate.num / rate.den
}
