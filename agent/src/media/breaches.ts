import type { Demand, Range, Rules } from '../platforms/media-rules.ts'
import type { Facts } from './facts.ts'
import { fpsOf } from './facts.ts'
import { LARGEST_START_MS } from './probe/length.ts'

/** The least that puts it right; `none` when nothing honest does. */
export type Repair = 'remux' | 'audio' | 'encode' | 'none'

export interface Breach {
  readonly repair: Repair
  readonly reason: string
}

type Found = Breach | null

// A phone's clock drifts: 60 pictures a second are often written down as 60.02.
export const CLOCK_DRIFT_FPS = 0.1

/** Every rule of a platform that a file breaks, each with a sentence and its repair. */
export function breachesOf(facts: Facts, rules: Rules): Breach[] {
  const found = [
    tooShortOrLong(facts, rules),
    container(facts, rules),
    clock(facts, rules),
    videoCodec(facts, rules),
    frameRate(facts, rules),
    width(facts, rules),
    side(facts, rules),
    aspect(facts, rules),
    bitRate(facts, rules),
    size(facts, rules),
    ...rules.demands.map(demand => unmet(demand, facts, rules)),
    ...audio(facts, rules),
  ]
  return found.filter(breach => breach !== null)
}

function tooShortOrLong(facts: Facts, { name, durationMs }: Rules): Found {
  const length = spoken(facts.durationMs)
  if (facts.durationMs < durationMs.min) {
    const least = spoken(durationMs.min)
    return { repair: 'none', reason: `${name} takes at least ${least}; this video is ${length}.` }
  }
  if (facts.durationMs <= durationMs.max) return null
  const most = spoken(durationMs.max)
  return { repair: 'none', reason: `${name} takes at most ${most} here; this video is ${length}.` }
}

function container(facts: Facts, { name, containers }: Rules): Found {
  if (!containers || containers.includes(facts.container)) return null
  const taken = containers.map(each => each.toUpperCase()).join(', ')
  return {
    repair: 'remux',
    reason: `${name} takes ${taken} files; this one is ${containerName(facts)}.`,
  }
}

/** Streams have a clock of their own and are known for it; a film begins at 0. */
function clock({ container, video, audio }: Facts, { name }: Rules): Found {
  const startMs = Math.min(video.startMs, audio?.startMs ?? video.startMs)
  if (container === 'mpegts' || startMs <= LARGEST_START_MS) return null
  const before = spoken(startMs)
  return { repair: 'remux', reason: `${name} would count the ${before} before its first picture.` }
}

function containerName({ container }: Facts): string {
  return container === 'other' ? 'of another kind' : container.toUpperCase()
}

function videoCodec(facts: Facts, { name, videoCodecs }: Rules): Found {
  if (!videoCodecs || videoCodecs.includes(facts.video.codec)) return null
  const taken = videoCodecs.join(', ')
  return {
    repair: 'encode',
    reason: `${name} takes ${taken} pictures; these are ${facts.video.codec}.`,
  }
}

function frameRate(facts: Facts, { name, fps }: Rules): Found {
  const rate = fpsOf(facts.video.rate)
  if (!fps || isWithin(rate, { min: fps.min, max: fps.max + CLOCK_DRIFT_FPS })) return null
  const limit = rate > fps.max ? `at most ${fps.max}` : `at least ${fps.min}`
  const has = Number.isFinite(rate) ? String(Number(rate.toFixed(2))) : 'an unknown number'
  return {
    repair: 'encode',
    reason: `${name} takes ${limit} pictures a second; this video has ${has}.`,
  }
}

function width({ video }: Facts, { name, maxWidth }: Rules): Found {
  if (!maxWidth || video.width <= maxWidth) return null
  return {
    repair: 'encode',
    reason: `${name} takes pictures up to ${maxWidth} wide; these are ${video.width}.`,
  }
}

function side({ video }: Facts, { name, side }: Rules): Found {
  if (!side || (isWithin(video.width, side) && isWithin(video.height, side))) return null
  const shape = `${video.width}×${video.height}`
  return {
    repair: 'encode',
    reason: `${name} takes sides of ${side.min} to ${side.max} pixels; this video is ${shape}.`,
  }
}

function aspect({ video }: Facts, { name, aspect }: Rules): Found {
  if (!aspect || isWithin(video.width / video.height, aspect)) return null
  const shape = `${video.width}×${video.height}`
  return { repair: 'none', reason: `${name} does not take a video as narrow as ${shape}.` }
}

function bitRate(facts: Facts, { name, maxVideoBitRate }: Rules): Found {
  const rate = facts.video.bitRate ?? facts.bitRate
  if (!maxVideoBitRate || rate <= maxVideoBitRate) return null
  const [most, has] = [Math.round(maxVideoBitRate / 1e6), Math.round(rate / 1e6)]
  return {
    repair: 'encode',
    reason: `${name} takes at most ${most} Mbit/s; this video has ${has}.`,
  }
}

function size(facts: Facts, { name, maxSizeBytes }: Rules): Found {
  if (facts.sizeBytes <= maxSizeBytes) return null
  const [most, has] = [Math.round(maxSizeBytes / 1e6), Math.ceil(facts.sizeBytes / 1e6)]
  return { repair: 'encode', reason: `${name} takes at most ${most} MB; this file has ${has} MB.` }
}

function unmet(demand: Demand, facts: Facts, { name }: Rules): Found {
  const { video, boxes } = facts
  const encode = (reason: string): Breach => ({ repair: 'encode', reason })
  const remux = (reason: string): Breach => ({ repair: 'remux', reason })
  switch (demand) {
    case 'progressive':
      return video.isInterlaced ? encode(`${name} takes no interlaced video.`) : null
    case '8_bit_420':
      return video.bitDepth === 8 && video.chroma === '420'
        ? null
        : encode(`${name} takes 8-bit 4:2:0 colour; this is ${depth(facts)}.`)
    case 'sdr':
      return video.hdr === 'none' ? null : encode(`${name} takes no HDR video.`)
    case 'closed_gop':
      return video.hasOpenGop ? encode(`${name} takes closed groups of pictures only.`) : null
    case 'constant_rate':
      if (video.isVariableRate) return encode(`${name} needs a steady picture rate.`)
      return endsEarly(facts) ? encode(`${name} needs pictures up to the end of the sound.`) : null
    case 'faststart':
      return boxes && !boxes.isFaststart
        ? remux(`${name} wants the file's index at the front; here it is at the end.`)
        : null
    case 'hvc1':
      return video.codec === 'hevc' && video.codecTag === 'hev1'
        ? remux(`${name} wants HEVC to be called hvc1; here it is hev1.`)
        : null
    case 'square_pixels':
      return video.hasSquarePixels ? null : encode(`${name} takes square pixels only.`)
    case 'no_edit_list':
      return boxes?.hasEditList ? remux(`${name} takes no edit lists; this file has one.`) : null
  }
}

const LONGEST_BLIND_MS = 1000

function endsEarly({ durationMs, video }: Facts): boolean {
  return video.endMs !== null && durationMs - video.endMs > LONGEST_BLIND_MS
}

function depth({ video }: Facts): string {
  return `${video.bitDepth}-bit ${video.chroma.split('').join(':')}`
}

function audio(facts: Facts, rules: Rules): Found[] {
  if (!rules.audio || !facts.audio) return []
  const { codec, sampleRate, channels } = facts.audio
  const { codecs, maxSampleRate, maxChannels } = rules.audio
  const found: string[] = []
  if (!codecs.includes(codec)) found.push(`${codecs.join(', ')} sound; this is ${codec}.`)
  if (sampleRate > maxSampleRate) {
    found.push(`sound at ${maxSampleRate} Hz at most; this has ${sampleRate}.`)
  }
  if (channels > maxChannels) {
    found.push(`${maxChannels} sound channels at most; this has ${channels}.`)
  }
  return found.map(rest => ({ repair: 'audio', reason: `${rules.name} takes ${rest}` }))
}

function isWithin(value: number, range: Range): boolean {
  return value >= range.min && value <= range.max
}

function spoken(durationMs: number): string {
  const seconds = Math.round(durationMs / 10) / 100
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round((seconds % 60) * 100) / 100
  return rest === 0 ? `${minutes} minutes` : `${minutes} min ${rest} s`
}
