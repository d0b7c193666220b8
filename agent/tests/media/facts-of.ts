import type { AudioFacts, Boxes, Facts, VideoFacts } from '../../src/media/facts.ts'
import { FACTS_VERSION } from '../../src/media/facts.ts'

export interface Changes {
  readonly video?: Partial<VideoFacts>
  readonly audio?: Partial<AudioFacts> | null
  readonly boxes?: Partial<Boxes> | null
  readonly file?: Partial<Pick<Facts, 'container' | 'sizeBytes' | 'durationMs' | 'bitRate'>>
}

/** A vertical minute that every platform takes as it is, with the given changes. */
export function factsOf({ video, audio, boxes, file }: Changes = {}): Facts {
  return {
    version: FACTS_VERSION,
    container: 'mp4',
    sizeBytes: 30_000_000,
    durationMs: 60_000,
    bitRate: 4_000_000,
    ...file,
    boxes: boxes === null ? null : { ...WHOLE, ...boxes },
    video: { ...VERTICAL, ...video },
    audio: audio === null ? null : { ...STEREO, ...audio },
    place: 'none',
  }
}

const WHOLE: Boxes = {
  isMp4: true,
  isWhole: true,
  isFaststart: true,
  hasEditList: false,
  hasCuts: false,
  isPieced: false,
}

const VERTICAL: VideoFacts = {
  index: 0,
  codec: 'h264',
  codecTag: 'avc1',
  width: 1080,
  height: 1920,
  rotation: 0,
  isMirrored: false,
  hasSquarePixels: true,
  rate: { num: 30_000, den: 1001 },
  usualFps: 29.97,
  isVariableRate: false,
  isInterlaced: false,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  chroma: '420',
  hdr: 'none',
  colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', isFullRange: false },
  hasAlpha: false,
  bitRate: 3_900_000,
  gopMs: 1000,
  hasOpenGop: false,
  startMs: 0,
  endMs: null,
  pictures: null,
  hasTimes: true,
}

const STEREO: AudioFacts = {
  index: 1,
  codec: 'aac',
  sampleRate: 48_000,
  channels: 2,
  bitRate: 128_000,
  startMs: 0,
  hasCuts: false,
  parts: [],
  leftOut: 0,
}
