import { hasOpenGop, type MediaFacts, probeMedia } from '../kit/probe.ts'
import { type BoxFacts, scanBoxes } from './boxes.ts'

const MAX_BYTES = 300_000_000
const MAX_BITS_PER_SECOND = 25_000_000
// A container's duration is rounded to its time scale, so the bounds get a frame of slack.
const SLACK_SEC = 0.05

/** Why Instagram would not take this file as a reel; `undefined` when it would. */
export async function reelRefusal(path: string): Promise<string | undefined> {
  const facts = await probeMedia(path)
  if (!facts) return 'the file is not a video'
  const boxes = await scanBoxes(path)
  const said =
    containerRefusal(facts, boxes) ??
    lengthRefusal(facts, Bun.file(path).size) ??
    pictureRefusal(facts) ??
    soundRefusal(facts)
  if (said) return said
  return (await hasOpenGop(path)) ? 'open group of pictures' : undefined
}

/** What the containers and boxes alone give away. */
export function containerRefusal(facts: MediaFacts, boxes: BoxFacts): string | undefined {
  if (!facts.formatNames.includes('mp4')) return `container ${facts.formatNames.join()}`
  if (boxes.isCutShort) return 'the file is cut short'
  const moov = boxes.order.indexOf('moov')
  const mdat = boxes.order.indexOf('mdat')
  if (moov < 0) return 'no moov box'
  if (mdat >= 0 && mdat < moov) return 'moov is not at the front'
  return boxes.hasEditLists ? 'edit list' : undefined
}

/** What length and size give away. */
export function lengthRefusal(facts: MediaFacts, sizeBytes: number): string | undefined {
  if (sizeBytes > MAX_BYTES) return 'more than 300 MB'
  if (facts.durationSec < 3 - SLACK_SEC) return 'shorter than 3 seconds'
  if (facts.durationSec > 900 + SLACK_SEC) return 'longer than 15 minutes'
  return undefined
}

/** What the picture gives away. */
export function pictureRefusal({ video, bitRate }: MediaFacts): string | undefined {
  if (!video) return 'no picture'
  if (!['h264', 'hevc'].includes(video.codec)) return `video codec ${video.codec}`
  // The specification says 4:2:0 and is silent about 10 bits; the careful reading is used.
  if (!['yuv420p', 'yuvj420p'].includes(video.pixelFormat)) return `pixels ${video.pixelFormat}`
  if (!['progressive', 'unknown'].includes(video.fieldOrder)) return 'interlaced'
  if (video.fps < 22.5 || video.fps > 60.5) return `${video.fps.toFixed(2)} frames a second`
  if (video.width > 1920) return `${video.width} pixels wide`
  const aspect = video.width / video.height
  if (!(aspect >= 0.01 && aspect <= 10)) return `aspect ratio ${aspect}`
  if ((video.bitRate || bitRate) > MAX_BITS_PER_SECOND) return 'more than 25 Mbps'
  return undefined
}

/** What the sound gives away; a silent reel is fine. */
export function soundRefusal({ audio }: MediaFacts): string | undefined {
  if (!audio) return undefined
  if (audio.codec !== 'aac') return `audio codec ${audio.codec}`
  if (audio.sampleRate > 48_000) return `${audio.sampleRate} Hz`
  return audio.channels > 2 ? `${audio.channels} channels` : undefined
}
